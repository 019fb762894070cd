/** Asks a worker that answers all it is asked in the order in which it was asked. An answer that is an error rejects. */
export type Ask = <Answer>(question: unknown, transfer?: Transferable[]) => Promise<Answer>;

export function askerOf(worker: Worker): Ask {
  const waiting: { resolve: (answer: never) => void; reject: (error: Error) => void }[] = [];
  let broken: Error | undefined; // a worker that could not be loaded answers nothing
  worker.onmessage = ({ data }: MessageEvent<unknown>) => {
    const { resolve, reject } = waiting.shift()!;
    if (data instanceof Error) reject(data);
    else resolve(data as never);
  };
  worker.onerror = ({ message }) => {
    const error = (broken = new Error(message || 'a worker of this page could not be loaded'));
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  return (question, transfer = []) => {
    if (broken) return Promise.reject(broken);
    worker.postMessage(question, transfer);
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  };
}
