import { build, BuildError } from './support/build.ts';
import { command, secondsSince } from './support/run.ts';

await command(async () => {
  const began = performance.now();
  try {
    await build();
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error(error.message);
    return 1;
  }
  console.log(`Built into dist/ in ${secondsSince(began)}.`);
  return 0;
});
