/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Small C functions over LLVM's C++ API, for what llvm-c does not offer. Each
 * is a few lines and holds no state; see llvm_shim.h for their contracts.
 */
#include "llvm_shim.h"

#include "llvm/ADT/APInt.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Analysis/AssumptionCache.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/GlobalAlias.h"
#include "llvm/IR/GlobalIFunc.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Operator.h"
#include "llvm/IR/Verifier.h"
#include "llvm/LTO/LTO.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/TargetParser/Triple.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

#include <cstring>
#include <deque>
#include <string>
#include <vector>

using namespace llvm;

extern "C" size_t unispec_runtime_libcalls(const char *const **names) {
  static const SmallVector<const char *> symbols =
      lto::LTO::getRuntimeLibcallSymbols(Triple("x86_64-unknown-linux-gnu"));
  *names = symbols.data();
  return symbols.size();
}

extern "C" size_t unispec_library_functions(const char *const **names) {
  static std::deque<std::string> texts;
  static std::vector<const char *> list;
  if (list.empty()) {
    TargetLibraryInfoImpl known(Triple("x86_64-unknown-linux-gnu"));
    TargetLibraryInfo info(known);
    for (unsigned f = 0; f < NumLibFuncs; f++)
      if (info.has(static_cast<LibFunc>(f)))
        texts.push_back(info.getName(static_cast<LibFunc>(f)).str());
    for (const std::string &text : texts)
      list.push_back(text.c_str());
  }
  *names = list.data();
  return list.size();
}

extern "C" void unispec_forbid_builtins(LLVMModuleRef m,
                                        const char *const *names,
                                        size_t count) {
  AttrBuilder attributes(unwrap(m)->getContext());
  for (size_t i = 0; i < count; i++)
    attributes.addAttribute("no-builtin-" + std::string(names[i]));
  for (Function &f : *unwrap(m))
    if (!f.isDeclaration() && !f.hasFnAttribute("no-builtins"))
      f.addFnAttrs(attributes);
}

extern "C" void unispec_forget_poison(LLVMValueRef instruction) {
  unwrap<Instruction>(instruction)->dropPoisonGeneratingAnnotations();
}

extern "C" void unispec_instruction_erase(LLVMValueRef instruction) {
  auto *i = unwrap<Instruction>(instruction);
  i->dropDbgRecords();
  i->eraseFromParent();
}

extern "C" void unispec_global_move_last(LLVMValueRef variable) {
  auto *global = unwrap<GlobalVariable>(variable);
  Module *m = global->getParent();
  global->removeFromParent();
  m->insertGlobalVariable(global);
}

extern "C" void unispec_skip_variable_locations(LLVMModuleRef m) {
  for (const DICompileUnit *unit : unwrap(m)->debug_compile_units())
    if (unit->getEmissionKind() == DICompileUnit::FullDebug)
      return;
  // VarLocBasedLDV has nothing to do then; InstrRefBasedLDV would still solve
  // the whole function.
  static const char name[] = "experimental-debug-variable-locations";
  auto &options = cl::getRegisteredOptions();
  auto found = options.find(name);
  if (found != options.end() && !found->second->getNumOccurrences())
    found->second->addOccurrence(0, name, "false");
}

extern "C" void unispec_function_delete_body(LLVMValueRef f) {
  auto *function = unwrap<Function>(f);
  function->deleteBody();
  function->setComdat(nullptr);
}

extern "C" bool unispec_alias_erase(LLVMValueRef alias) {
  auto *value = unwrap<GlobalValue>(alias);
  if (!value->use_empty())
    return false;
  if (!isa<GlobalAlias, GlobalIFunc>(value))
    return false;
  value->eraseFromParent();
  return true;
}

extern "C" unsigned unispec_use_number(LLVMUseRef u) {
  return unwrap(u)->getOperandNo();
}

extern "C" bool unispec_gep_constant_offset(LLVMModuleRef m, LLVMValueRef gep,
                                            int64_t *offset) {
  const DataLayout &layout = unwrap(m)->getDataLayout();
  auto *op = dyn_cast<GEPOperator>(unwrap(gep));
  if (!op || op->getType()->isVectorTy())
    return false;
  APInt sum(layout.getIndexTypeSizeInBits(op->getType()), 0);
  if (!op->accumulateConstantOffset(layout, sum))
    return false;
  *offset = sum.getSExtValue();
  return true;
}

extern "C" void unispec_long_loops(LLVMValueRef f, unsigned rounds,
                                   void (*act)(const LLVMBasicBlockRef *,
                                               size_t)) {
  auto &function = *unwrap<Function>(f);
  DominatorTree tree(function);
  LoopInfo loops(tree);
  if (loops.empty())
    return;
  TargetLibraryInfoImpl known(Triple("x86_64-unknown-linux-gnu"));
  TargetLibraryInfo library(known, &function);
  AssumptionCache assumptions(function);
  ScalarEvolution evolution(function, library, assumptions, tree, loops);
  for (Loop *loop : loops.getLoopsInPreorder())
    if (evolution.getSmallConstantTripCount(loop) >= rounds) {
      std::vector<LLVMBasicBlockRef> blocks;
      for (BasicBlock *block : loop->blocks())
        blocks.push_back(wrap(block));
      act(blocks.data(), blocks.size());
    }
}

extern "C" LLVMBasicBlockRef unispec_edge_split(LLVMValueRef terminator,
                                                unsigned k) {
  auto *instruction = unwrap<Instruction>(terminator);
  if (isa<IndirectBrInst, CallBrInst>(instruction))
    return nullptr;
  return wrap(SplitCriticalEdge(
      instruction, k,
      CriticalEdgeSplittingOptions().setMergeIdenticalEdges()));
}

static Error checkBitcode(MemoryBufferRef buffer) {
  Expected<std::unique_ptr<lto::InputFile>> file =
      lto::InputFile::create(buffer);
  if (!file)
    return file.takeError();
  size_t length = 0;
  for (const auto &symbol : (*file)->symbols())
    length += symbol.getName().size() + symbol.getIRName().size();
  LLVMContext context;
  context.setDiagnosticHandlerCallBack([](const DiagnosticInfo *, void *) {});
  Expected<std::unique_ptr<Module>> module = parseBitcodeFile(buffer, context);
  if (!module)
    return module.takeError();
  std::string text;
  raw_string_ostream stream(text);
  if (length == size_t(-1) || verifyModule(**module, &stream))
    return createStringError(text);
  return Error::success();
}

extern "C" char *unispec_bitcode_check(const void *bytes, size_t size,
                                       const char *name) {
  MemoryBufferRef buffer(StringRef(static_cast<const char *>(bytes), size),
                         name);
  if (Error error = checkBitcode(buffer))
    return strdup(toString(std::move(error)).c_str());
  return nullptr;
}

extern "C" LLVMMetadataRef unispec_scope_subprogram(LLVMMetadataRef scope,
                                                    const char **name,
                                                    size_t *length) {
  DISubprogram *subprogram =
      cast<DILocalScope>(unwrap<Metadata>(scope))->getSubprogram();
  *name = subprogram->getName().data();
  *length = subprogram->getName().size();
  return wrap(subprogram);
}

extern "C" bool unispec_module_dump(LLVMModuleRef m, const char *path) {
  std::error_code error;
  raw_fd_ostream stream(path, error);
  if (error)
    return false;
  unwrap(m)->print(stream, nullptr);
  return !stream.has_error();
}

extern "C" unsigned unispec_bitcode_producer(const void *bytes, size_t size) {
  MemoryBufferRef buffer(StringRef(static_cast<const char *>(bytes), size), "");
  Expected<std::string> producer = getBitcodeProducerString(buffer);
  if (!producer) {
    consumeError(producer.takeError());
    return 0;
  }
  StringRef rest(*producer);
  unsigned major;
  if (!rest.consume_front("LLVM") || rest.consumeInteger(10, major))
    return 0;
  return major;
}
