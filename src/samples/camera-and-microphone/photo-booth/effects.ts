/** A look: its name, and the GLSL of `vec3 effect(vec2 at)`, which gives the colour of the point `at`. */
export interface Effect {
  readonly name: string;
  readonly glsl: string;
}

/**
 * What each effect can use. `at` runs from 0 at the left and the top to 1 at the right and the bottom, and every point of the
 * picture is computed without knowing of the others: an effect asks which points of the camera it is made of.
 */
export const common = `#version 300 es
precision highp float;
uniform sampler2D camera;
uniform vec2 size;       // of what is drawn, in points
uniform float strength;  // from 0, the plain picture, to 1
uniform float seconds;
in vec2 at;
out vec4 colour;

vec3 look(vec2 where) { return texture(camera, where).rgb; }
float grey(vec3 c) { return dot(c, vec3(0.2126, 0.7152, 0.0722)); } // what eyes make of it: ITU-R BT.709
float greyAt(vec2 where) { return grey(look(where)); }

/** How much brighter or darker it gets here: with the neighbours on the left and right, above and below. */
float edge(vec2 where) {
  vec2 one = 1.0 / size;
  float across = greyAt(where + vec2(one.x, 0.0)) - greyAt(where - vec2(one.x, 0.0));
  float along = greyAt(where + vec2(0.0, one.y)) - greyAt(where - vec2(0.0, one.y));
  return length(vec2(across, along));
}
/** From the middle of the picture, as if it were square, so that what is round is round. */
vec2 fromMiddle(vec2 where) { return (where - 0.5) * vec2(size.x / size.y, 1.0); }
vec2 toPlace(vec2 from) { return from * vec2(size.y / size.x, 1.0) + 0.5; }
`;

// #region effects
/** The first three change the colour of a point, the next three look at its neighbours, the others look somewhere else. */
export const effects: readonly Effect[] = [
  {
    name: 'Invert',
    glsl: `vec3 c = look(at);
  return mix(c, 1.0 - c, strength);`,
  },
  {
    name: 'Noir',
    glsl: `vec3 c = look(at);
  float shade = smoothstep(0.1, 0.9, grey(c)) * smoothstep(0.95, 0.35, length(at - 0.5));
  return mix(c, vec3(shade), strength);`,
  },
  {
    name: 'Heat',
    glsl: `vec3 c = look(at);
  float warm = grey(c);
  vec3 heat = clamp(vec3(2.0 * warm - 0.4, 2.2 * warm * warm, 0.6 - abs(warm - 0.3) * 2.5), 0.0, 1.0);
  return mix(c, heat, strength);`,
  },
  {
    name: 'Comic',
    glsl: `vec3 c = look(at);
  vec3 flat_ = floor(c * 4.0 + 0.5) / 4.0 * 1.15;
  return mix(c, flat_ * (1.0 - smoothstep(0.12, 0.3, edge(at))), strength);`,
  },
  {
    name: 'Pencil',
    glsl: `vec3 c = look(at);
  return mix(c, vec3(0.97 - 3.0 * edge(at)), strength);`,
  },
  {
    name: 'Neon',
    glsl: `vec3 c = look(at);
  vec3 glow = 0.5 + 0.5 * cos(6.28 * (at.x + at.y + seconds / 5.0) + vec3(0.0, 2.1, 4.2));
  return mix(c, glow * 5.0 * edge(at), strength);`,
  },
  {
    name: 'Mosaic',
    glsl: `float tiles = mix(size.x, 28.0, sqrt(strength));
  vec2 grid = vec2(tiles, tiles * size.y / size.x);
  return look((floor(at * grid) + 0.5) / grid);`,
  },
  {
    name: 'Twins',
    glsl: `vec2 folded = vec2(0.5 - abs(at.x - 0.5) + 0.1, at.y);
  return look(mix(at, folded, strength));`,
  },
  {
    name: 'Kaleidoscope',
    glsl: `vec2 from = fromMiddle(at);
  float slice = 6.2832 / 6.0;
  float angle = abs(mod(atan(from.y, from.x) + 0.1 * seconds, slice) - slice / 2.0);
  vec2 folded = toPlace(length(from) * vec2(cos(angle), sin(angle)));
  return look(mix(at, folded, strength));`,
  },
  {
    name: 'Bulge',
    glsl: `vec2 from = fromMiddle(at);
  float inside = smoothstep(0.55, 0.0, length(from));
  return look(toPlace(from * (1.0 - 0.65 * strength * inside)));`,
  },
  {
    name: 'Swirl',
    glsl: `vec2 from = fromMiddle(at);
  float turn = 3.0 * strength * smoothstep(0.55, 0.0, length(from));
  return look(toPlace(mat2(cos(turn), sin(turn), -sin(turn), cos(turn)) * from));`,
  },
  {
    name: 'Ghosts',
    glsl: `vec2 shift = 0.05 * strength * vec2(cos(seconds * 2.0), sin(seconds * 3.0));
  return vec3(look(at + shift).r, look(at).g, look(at - shift).b);`,
  },
];
// #endregion
