/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/test/**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // One line per subpath export: left to node_modules rules, a test would load dist/ and every class twice.
    '^nestjs-plugin-system$': '<rootDir>/lib/index.ts',
    '^nestjs-plugin-system/admin$': '<rootDir>/lib/admin/index.ts',
    '^nestjs-plugin-system/compiled$': '<rootDir>/lib/compiled.ts',
    '^nestjs-plugin-system/metrics$': '<rootDir>/lib/metrics/index.ts',
    '^nestjs-plugin-system/opentelemetry$': '<rootDir>/lib/opentelemetry/index.ts',
    '^nestjs-plugin-system/relay$': '<rootDir>/lib/relay/index.ts',
    '^nestjs-plugin-system/terminus$': '<rootDir>/lib/terminus/index.ts',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        // The same semantics as tsconfig.json, or tests would run other code than the build.
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: {
            legacyDecorator: true,
            decoratorMetadata: true,
            useDefineForClassFields: true,
            verbatimModuleSyntax: true,
          },
          keepClassNames: true,
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  // Jest's module registry keeps about 8 MB per ESM spec file alive; a recycled worker gives it back.
  maxWorkers: 2,
  workerIdleMemoryLimit: '256MB',
};
