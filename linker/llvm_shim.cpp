/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Small C functions over LLVM's C++ API, for what llvm-c does not offer. Each
 * is a few lines and holds no state; see llvm_shim.h for their contracts.
 */
#include "llvm_shim.h"

#include "llvm/ADT/APInt.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/GlobalAlias.h"
#include "llvm/IR/GlobalIFunc.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Operator.h"
#include "llvm/LTO/LTO.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/TargetParser/Triple.h"

using namespace llvm;

extern "C" size_t unispec_runtime_libcalls(const char *const **names) {
  static const SmallVector<const char *> symbols =
      lto::LTO::getRuntimeLibcallSymbols(Triple("x86_64-unknown-linux-gnu"));
  *names = symbols.data();
  return symbols.size();
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

extern "C" bool unispec_module_dump(LLVMModuleRef m, const char *path) {
  std::error_code error;
  raw_fd_ostream stream(path, error);
  if (error)
    return false;
  unwrap(m)->print(stream, nullptr);
  return !stream.has_error();
}
