// Loaded into the AssemblyScript compiler's process before it: how our mappings are optimised, which as it comes takes
// four fifths of a first start.
const { createRequire } = require('node:module');

// Its optimiser comes as JavaScript and as WebAssembly, which does the very same in less time. The compiler asks for the
// first, and waits until the second is ready all the same.
const compiler = createRequire(require.resolve('assemblyscript'));
const asWebAssembly = compiler.resolve('binaryen/wasm.js');
const binaryen = compiler(asWebAssembly);
require.cache[compiler.resolve('binaryen')] = require.cache[asWebAssembly];

// In place of its own ninety passes, which made nothing that was measured to index faster. What counts is few branches
// and calls: Graph Node counts gas at each.
const UNUSED = ['duplicate-function-elimination', 'remove-unused-module-elements'];
const FEWER_BRANCHES = ['precompute', 'remove-unused-brs', 'remove-unused-names', 'merge-blocks', 'simplify-locals'];
const PASSES = [
  ...UNUSED,
  ...['once-reduction', 'vacuum', ...FEWER_BRANCHES, 'vacuum'],
  ...['inlining', 'vacuum', ...FEWER_BRANCHES],
  ...['coalesce-locals', 'vacuum', 'reorder-locals'],
  ...UNUSED,
];
// It takes this file for a transform, too, and calls this between compiling and its own passes, of which level 0 has none.
process.argv.push('--optimizeLevel', '0', '--transform', __filename);

exports.afterCompile = (module) => {
  // What is inlined, as at its highest level.
  binaryen.setOptimizeLevel(3);
  binaryen.setShrinkLevel(0);
  binaryen.setAlwaysInlineMaxSize(12);
  binaryen.setFlexibleInlineMaxSize(70);
  binaryen.setOneCallerInlineMaxSize(200);
  binaryen.setAllowInliningFunctionsWithLoops(true);
  module.runPasses(PASSES);
};
