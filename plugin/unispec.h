/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * The internal header of the plugin: what its files share. The way of the data
 * is AST -> SourceFacts -> IR. The AST may be gone when the IR passes run
 * (-clear-ast-before-backend), so SourceFacts holds strings only.
 */
#ifndef UNISPEC_PLUGIN_H
#define UNISPEC_PLUGIN_H

#include "clang/AST/Mangle.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/IR/PassManager.h"
#include <memory>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class CallExpr;
class CompilerInstance;
class Decl;
class DeclRefExpr;
class FileScopeAsmDecl;
class FunctionDecl;
class GCCAsmStmt;
} // namespace clang

namespace llvm {
class PassBuilder;
}

namespace unispec {

/// What -fplugin-arg-unispec-NAME asked for.
struct Options {
  bool NativeHeaders = false;
  bool UnwindTables = false;
  bool NoWarnings = false;
  std::string Component;
};

/// One indirect call as the source has it.
struct IndirectCall {
  unsigned Line;
  unsigned Column;
  std::string Type;
  std::string Field; // empty: not loaded from a field
};

/// What the AST knows and the IR does not. Keys are linkage names.
struct SourceFacts {
  /// Part of the program that the file belongs to; empty: the application.
  std::string Component;
  /// Function -> its indirect calls, in the order of evaluation.
  llvm::StringMap<std::vector<IndirectCall>> IndirectCalls;
  /// Address-taken function -> its type.
  llvm::StringMap<std::string> FunctionTypes;
};

/// codegen_defaults.cpp
void setCodeGenDefaults(clang::CompilerInstance &CI, const Options &Opts);

/// -save-temps asks for IR without passes, but ir_pass.cpp must run. Makes them
/// run in the shortest pipeline; to be called when the IR is complete and the
/// pipeline is not, so that nothing else sees it.
void runOwnPassesOnly(clang::CompilerInstance &CI);

/// header_search.cpp
void useSysrootHeaders(clang::CompilerInstance &CI);
void predefineMacros(clang::CompilerInstance &CI, llvm::StringRef Component);

/// attributes.cpp. An attribute travels as an AnnotateAttr whose text is
/// "NAME=VALUE"; ir_pass.cpp turns it into its final form.
inline constexpr llvm::StringLiteral RootWhenName = "unispec-root-when";
inline constexpr llvm::StringLiteral SyscallName = "unispec-syscall";
inline constexpr llvm::StringLiteral UnsupportedName = "unispec-unsupported";
inline constexpr llvm::StringLiteral DriverName = "unispec-driver";
/// Keeps static functions that a root_when attribute named before they were
/// declared. To be called with every top-level declaration.
void keepRootWhenTarget(clang::Decl *D);
/// The static functions that an attribute below their definition named, and
/// that code generation may have left out by then. To be called at the end.
std::vector<clang::FunctionDecl *> takeLateTargets();

/// The linkage name that code generation will give to D.
std::string linkageName(clang::MangleContext &Mangler,
                        const clang::FunctionDecl *D);

/// warnings.cpp. Collects suspects while the file is parsed, and reports those
/// that the file does not define itself at its end.
class Warnings {
public:
  Warnings(clang::CompilerInstance &CI, bool Enabled);
  void call(const clang::CallExpr *Call, const clang::FunctionDecl *Callee);
  void reference(const clang::DeclRefExpr *Reference, bool IsCallee);
  void assembly(const clang::GCCAsmStmt *Asm);
  void assembly(const clang::FileScopeAsmDecl *Asm);
  void report();

private:
  clang::CompilerInstance &CI;
  bool Enabled;
  unsigned UnsupportedCallID, UnsupportedAddressID, NumberID, AssemblyID;
  std::vector<const clang::CallExpr *> SyscallCalls;
  std::vector<std::pair<const clang::DeclRefExpr *, bool>> References;
};

/// facts.cpp
class FactCollector {
public:
  FactCollector(clang::ASTContext &Context, SourceFacts &Facts, Warnings &Warn,
                bool Columns);
  void collect(clang::Decl *D);

private:
  clang::ASTContext &Context;
  std::unique_ptr<clang::MangleContext> Mangler;
  SourceFacts &Facts;
  Warnings &Warn;
  bool Columns;
};

/// os_symbols.cpp. Whether the component is the system's, not the program's;
/// its global names then get a prefix of their own, after all other passes.
bool isOsComponent(llvm::StringRef Component);
void addOsSymbolsPass(llvm::ModulePassManager &Passes);

/// ir_pass.cpp
void registerPasses(llvm::PassBuilder &PB,
                    std::shared_ptr<const SourceFacts> Facts);

} // namespace unispec

#endif
