import { defineConfig } from 'eslint/config';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default defineConfig(
  { ignores: ['dist/', '.astro/', 'node_modules/', 'public/', 'test-results/', '**/*.astro'] },
  {
    files: ['**/*.{ts,mjs}'],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Elements are looked up by an id that stands in the markup beside them: `querySelector('#start')!` is the house way.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `return release(stream)` says in one line that there is nothing more to do.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      // PeerJS types its options as a class, although every one of its callers writes a literal.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // TypeScript knows which names exist.
      'no-undef': 'off',
      // A feature that the types promise may be missing in an older browser: asking for it is no mistake.
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
);
