import { mistakeIn } from './json-mistake.js';

const properties = [
  { property: 'width', max: 4096, step: 1 },
  { property: 'height', max: 2160, step: 1 },
  { property: 'frameRate', max: 60, step: 1 },
  { property: 'aspectRatio', max: 4, step: 0.01 },
] as const;
const kinds = ['min', 'max', 'ideal', 'exact'] as const;

/**
 * Sliders, numbers and a JSON text for the same constraints. The text is what counts: the sliders write into it, and follow
 * it as long as it can be read. `read` gives the constraints, or throws a SyntaxError with a sentence that says what is wrong.
 */
export function constraintsEditor(place: HTMLElement, json: HTMLTextAreaElement, mistake: HTMLElement) {
  const rows: { show: (constraints: MediaTrackConstraints) => void }[] = [];

  const read = (): MediaTrackConstraints => {
    const wrong = mistakeIn(json.value);
    if (wrong) throw new SyntaxError(wrong);
    const value: unknown = JSON.parse(json.value);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new SyntaxError('Constraints are an object in braces, such as { "width": 640 }.');
    return value;
  };

  /** Lets the sliders follow the text. They rest while it cannot be read, because what they wrote would wipe it out. */
  const follow = () => {
    let sentence = '';
    try {
      const constraints = read();
      for (const row of rows) row.show(constraints);
    } catch (error) {
      sentence = error instanceof Error ? error.message : String(error);
    }
    mistake.textContent = sentence;
    json.ariaInvalid = String(sentence !== '');
    for (const fieldset of place.querySelectorAll('fieldset')) fieldset.disabled = sentence !== '';
  };

  /** Writes one value into the text; without a value, what was asked there is asked no more. */
  const write = (property: (typeof properties)[number]['property'], kind: (typeof kinds)[number], value?: number) => {
    const constraints = read();
    const demands = { ...demandsOf(constraints[property]), [kind]: value };
    const isEmpty = Object.values(demands).every((part) => part === undefined);
    // What is undefined is left out of the text.
    const text = JSON.stringify({ ...constraints, [property]: isEmpty ? undefined : demands }, null, 2);
    json.value = text.replace(/\{\n[^{}]*\}/g, oneLine);
    follow();
  };

  for (const { property, max, step } of properties) {
    const fieldset = document.createElement('fieldset');
    fieldset.append(Object.assign(document.createElement('legend'), { textContent: property }));
    for (const kind of kinds) {
      const slider = inputFor('range', `${property} ${kind} slider`, step, max);
      const number = inputFor('number', `${property} ${kind}`, 'any', max);
      slider.addEventListener('input', () => write(property, kind, slider.valueAsNumber));
      number.addEventListener('input', () => write(property, kind, number.value ? number.valueAsNumber : undefined));
      rows.push({
        show(constraints) {
          const value = demandsOf(constraints[property])[kind];
          slider.value = String(value ?? 0);
          slider.ariaValueText = value === undefined ? 'not asked' : String(value);
          // The number under the cursor is not touched: a person who types “0.” is not done yet.
          if (number !== document.activeElement) number.value = value === undefined ? '' : String(value);
        },
      });
      const row = document.createElement('div');
      row.className = 'row';
      row.append(Object.assign(document.createElement('span'), { textContent: kind }), slider, number);
      fieldset.append(row);
    }
    place.append(fieldset);
  }
  json.addEventListener('input', follow);
  follow();
  return { read };
}

/** A constraint as its four parts. A bare number means the same as `ideal`. */
function demandsOf(constraint: ConstrainULong | ConstrainDouble | undefined): ConstrainDoubleRange {
  return typeof constraint === 'number' ? { ideal: constraint } : { ...constraint };
}

function inputFor(type: string, ariaLabel: string, step: number | 'any', max: number): HTMLInputElement {
  const input = document.createElement('input');
  return Object.assign(input, { type, ariaLabel, min: '0', max: String(max), step: String(step), value: '' });
}

/** An object without another in it reads best on one line. */
const oneLine = (object: string) => object.replace(/\n\s*/g, ' ');
