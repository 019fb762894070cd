/** Tells when somebody begins to write in a field and when they end: on two seconds without a key, or when told to. */
export function watchTyping(field: HTMLTextAreaElement, tell: (typing: boolean) => void) {
  let typing = false;
  let idle: ReturnType<typeof setTimeout> | undefined;

  // Only changes are told: one message for each key would be a waste, and would reveal more than "is typing".
  const set = (now: boolean) => {
    clearTimeout(idle);
    if (now) idle = setTimeout(() => set(false), 2000);
    if (now !== typing) tell((typing = now));
  };
  field.addEventListener('input', () => set(field.value !== ''));
  return { end: () => set(false) };
}
