'use strict';
// Checks and compiles TypeScript: (compiler's folder, source folder, output folder or '') -> the errors, one a line.
const fs = require('node:fs');
const path = require('node:path');

module.exports = (compiler, sources, output) => {
  const ts = require(path.join(compiler, 'typescript.js'));
  const files = fs.readdirSync(sources, { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(sources, name));
  const options = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    noImplicitReturns: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    moduleDetection: ts.ModuleDetectionKind.Force,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    types: [],
    rootDir: sources,
    outDir: output || undefined,
    noEmit: !output,
    declaration: true,
    noEmitOnError: true,
  };
  const program = ts.createProgram(files, options);
  const found = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
  return ts.sortAndDeduplicateDiagnostics(found).map((error) => {
    const { line } = error.file ? ts.getLineAndCharacterOfPosition(error.file, error.start) : { line: -1 };
    const place = error.file ? `${path.relative(sources, error.file.fileName)}:${line + 1} ` : '';
    return place + ts.flattenDiagnosticMessageText(error.messageText, ' ');
  }).join('\n');
};
