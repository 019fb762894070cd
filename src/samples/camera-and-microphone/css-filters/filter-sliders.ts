const sliders = [...document.querySelectorAll<HTMLInputElement>('#filters input')];
const preset = document.querySelector<HTMLSelectElement>('#preset')!;

/**
 * The sliders as the text of a CSS `filter`, or `none`. Lengths are multiplied by `scale`. A slider in the place where the
 * markup has put it changes nothing, and its function is left out: each one is a further pass over all points.
 */
export function filterText(scale = 1): string {
  const functions = sliders
    .filter(({ value, defaultValue }) => value !== defaultValue)
    .map(({ name, valueAsNumber, dataset: { unit = '' } }) => {
      const amount = unit === 'px' ? Number((valueAsNumber * scale).toFixed(2)) : valueAsNumber;
      return `${name}(${amount}${unit})`;
    });
  return functions.join(' ') || 'none';
}

/** Calls back at once, and whenever a slider was moved or a preset was chosen. */
export function onFilterChange(changed: () => void) {
  const show = () => {
    for (const slider of sliders)
      slider.parentElement!.querySelector('b')!.textContent = `${slider.value} ${slider.dataset.unit ?? ''}`;
    changed();
  };
  preset.addEventListener('change', () => {
    const amounts = JSON.parse(preset.value) as Readonly<Record<string, number>>;
    for (const slider of sliders) slider.value = String(amounts[slider.name] ?? slider.defaultValue);
    show();
  });
  for (const slider of sliders)
    slider.addEventListener('input', () => {
      preset.value = ''; // an own mixture
      show();
    });
  show();
}
