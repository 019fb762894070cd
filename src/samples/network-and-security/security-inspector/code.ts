/** Sixty-four things that sound different and look different: each stands for six bits. */
const symbols = [
  ...['🐶 dog', '🐱 cat', '🦁 lion', '🐴 horse', '🦄 unicorn', '🐷 pig', '🐘 elephant', '🐰 rabbit'],
  ...['🐼 panda', '🐓 rooster', '🐧 penguin', '🐢 turtle', '🐟 fish', '🐙 octopus', '🦋 butterfly', '🌷 flower'],
  ...['🌳 tree', '🌵 cactus', '🍄 mushroom', '🌍 globe', '🌙 moon', '☁️ cloud', '🔥 fire', '🍌 banana'],
  ...['🍎 apple', '🍓 strawberry', '🌽 corn', '🍕 pizza', '🎂 cake', '🍯 honey', '😀 smile', '🤖 robot'],
  ...['🎩 hat', '👓 glasses', '🔧 spanner', '🎅 santa', '👍 thumb', '☂️ umbrella', '⌛ hourglass', '⏰ clock'],
  ...['🎁 gift', '💡 lamp', '📕 book', '✏️ pencil', '📎 paperclip', '✂️ scissors', '🔒 lock', '🔑 key'],
  ...['🔨 hammer', '☎️ telephone', '🏁 flag', '🚂 train', '🚲 bicycle', '✈️ aeroplane', '🚀 rocket', '🏆 trophy'],
  ...['⚽ ball', '🎸 guitar', '🎺 trumpet', '🔔 bell', '⚓ anchor', '🎧 headphones', '📁 folder', '📌 pin'],
];

/** Of how many symbols one side's half of the code is made: 48 bits. */
const half = 8;

/**
 * A code for two people to read to each other, out of the fingerprints of both certificates. It does not matter who is who:
 * both sides get the same code, if each has the same two fingerprints. Each certificate has a half of its own, so that whoever
 * sits in the middle has to find a certificate for each half, and may not look for any two that happen to go together.
 */
export function codeOf(one: string, other: string): string[] {
  return [one, other]
    .map((fingerprint) => fingerprint.toUpperCase())
    .sort()
    .flatMap(symbolsOf);
}

/** The first 48 bits of a fingerprint (`AB:CD:…`), six by six. */
function symbolsOf(fingerprint: string): string[] {
  const bits = fingerprint
    .split(':')
    .map((byte) => Number.parseInt(byte, 16).toString(2).padStart(8, '0'))
    .join('');
  return Array.from({ length: half }, (_, index) => symbols[Number.parseInt(bits.slice(index * 6, index * 6 + 6), 2)]!);
}
