import { common, type Effect } from './effects.js';

/** How an effect is to be drawn. */
export interface View {
  /** From 0, the plain picture, to 1. */
  readonly strength: number;
  readonly mirror: boolean;
  readonly seconds: number;
}

/** Draws the pictures of a video through the effects. */
export interface Painter {
  /** Takes the video's present picture. */
  take(video: HTMLVideoElement): void;
  /** Draws it over the whole canvas. */
  draw(effect: Effect, view: View): void;
  /** Draws it small, into another canvas. The large one must be drawn afterwards. */
  drawSmall(small: HTMLCanvasElement, effect: Effect, view: View): void;
}

// One triangle that is larger than the canvas covers it: no buffer of points is needed. WebGL counts from the bottom, pictures
// from the top, so the second coordinate is turned over on the way.
const vertexShader = `#version 300 es
uniform bool mirror;
out vec2 at;
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0;
  at = vec2(mirror ? 1.0 - corner.x : corner.x, 1.0 - corner.y);
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`;

/** Prepares a canvas; `undefined` where the browser gives no WebGL 2, or not now. */
export function openPainter(canvas: HTMLCanvasElement): Painter | undefined {
  // No depth, no smoothing of edges, nothing to shine through: a picture needs none of it, and each costs memory.
  const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false });
  if (!gl || gl.isContextLost()) return undefined;

  // #region texture
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR); // without mipmaps, which each picture would need anew
  // An effect may look beyond the edge: there it sees the picture again, mirrored.
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.MIRRORED_REPEAT);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.MIRRORED_REPEAT);
  const take = (video: HTMLVideoElement) => gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, video);
  // #endregion

  // A program is made when its effect is drawn for the first time: twelve at once would hold up the first picture.
  const programs = new Map<Effect, Program>();
  const programOf = (effect: Effect) => {
    let program = programs.get(effect);
    if (!program) programs.set(effect, (program = makeProgram(gl, effect)));
    return program;
  };

  const drawInto = (width: number, height: number, effect: Effect, { strength, mirror, seconds }: View) => {
    const { program, place } = programOf(effect);
    gl.useProgram(program);
    gl.uniform2f(place('size'), width, height);
    gl.uniform1f(place('strength'), strength);
    gl.uniform1f(place('seconds'), seconds);
    gl.uniform1i(place('mirror'), mirror ? 1 : 0);
    gl.viewport(0, 0, width, height);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  };

  return {
    take,
    draw: (effect, view) => drawInto(canvas.width, canvas.height, effect, view),
    drawSmall(small, effect, view) {
      const { width, height } = small;
      drawInto(width, height, effect, view);
      // What was drawn is there until this task ends; in the canvas, it lies at the bottom.
      small.getContext('2d')!.drawImage(canvas, 0, canvas.height - height, width, height, 0, 0, width, height);
    },
  };
}

interface Program {
  readonly program: WebGLProgram;
  readonly place: (uniform: string) => WebGLUniformLocation | null;
}

/** Compiles an effect. A mistake in its GLSL is an error with the compiler's words. */
function makeProgram(gl: WebGL2RenderingContext, { name, glsl }: Effect): Program {
  const program = gl.createProgram();
  const fragmentShader = `${common}\nvec3 effect(vec2 at) {\n  ${glsl}\n}\nvoid main() { colour = vec4(effect(at), 1.0); }`;
  for (const [type, text] of [
    [gl.VERTEX_SHADER, vertexShader],
    [gl.FRAGMENT_SHADER, fragmentShader],
  ] as const) {
    const shader = gl.createShader(type)!;
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS) && !gl.isContextLost())
      throw new Error(`The effect ${name} does not compile: ${gl.getShaderInfoLog(shader)}`);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  const places = new Map<string, WebGLUniformLocation | null>();
  const place = (uniform: string) => {
    if (!places.has(uniform)) places.set(uniform, gl.getUniformLocation(program, uniform));
    return places.get(uniform) ?? null;
  };
  return { program, place };
}
