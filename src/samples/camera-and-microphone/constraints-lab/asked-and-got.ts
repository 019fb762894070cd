/** What one constraint may look like: a wish as it stands, or an object of demands and a wish. */
type Wish = number | string | boolean | string[];
interface Demands {
  readonly min?: number;
  readonly max?: number;
  readonly exact?: Wish;
  readonly ideal?: Wish;
}
type Setting = number | string | boolean;

/** Writes a row for each property: what was asked, what came, and whether the two agree. */
export function compare(
  body: HTMLTableSectionElement,
  constraints: MediaTrackConstraints,
  settings: MediaTrackSettings,
  known: MediaTrackSupportedConstraints,
) {
  const asked = new Map<string, Wish | Demands>(Object.entries(constraints));
  const got = new Map<string, Setting>(Object.entries(settings));
  const names = new Set(Object.keys(known));
  body.replaceChildren();
  // What was asked stands first, then the rest of what the camera tells.
  for (const name of new Set([...asked.keys(), ...got.keys()])) {
    const wish = asked.get(name);
    const setting = got.get(name);
    const verdict = verdictOn(wish, setting, names.has(name));
    const row = body.insertRow();
    row.append(Object.assign(document.createElement('th'), { scope: 'row', textContent: name }));
    row.insertCell().textContent = wish === undefined ? '–' : JSON.stringify(wish);
    row.insertCell().textContent = setting === undefined ? '–' : short(setting);
    const cell = row.insertCell();
    cell.textContent = verdict;
    cell.classList.toggle('warning', !['', asAsked, notSaid].includes(verdict));
  }
}

const asAsked = 'as asked';
const notSaid = 'the camera does not say';

function verdictOn(wish: Wish | Demands | undefined, setting: Setting | undefined, known: boolean): string {
  if (wish === undefined) return '';
  if (!known) return 'ignored: this browser does not know the name';
  if (setting === undefined) return notSaid;
  const demands: Demands = typeof wish === 'object' && !Array.isArray(wish) ? wish : { ideal: wish };
  const { min = -Infinity, max = Infinity, exact, ideal } = demands;
  if (exact !== undefined && !agree(exact, setting)) return 'not the exact value (yet)';
  if (typeof setting === 'number' && (setting < min - tolerance || setting > max + tolerance))
    return 'outside of the limits (yet)';
  if (ideal !== undefined && !agree(ideal, setting)) return 'allowed, but not the ideal';
  return asAsked;
}

/** Ratios such as 4:3 have no end as decimals: two that differ by less than this are the same. */
const tolerance = 0.005;

function agree(wish: Wish, setting: Setting): boolean {
  if (typeof wish === 'number' && typeof setting === 'number') return Math.abs(wish - setting) < tolerance;
  return Array.isArray(wish) ? wish.includes(String(setting)) : wish === setting;
}

/** Three decimals are enough, and of an identifier the beginning. */
function short(setting: Setting): string {
  if (typeof setting === 'number') return String(Number(setting.toFixed(3)));
  const text = String(setting);
  return text.length > 20 ? `${text.slice(0, 8)}…` : text;
}
