/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * The plugin's action. Clang creates its consumer before the one that generates
 * code, and before the main file is entered; so this is the one moment at which
 * options, header search and predefines can still be changed. The consumer then
 * reads each top-level declaration before it is turned into IR.
 */
#include "unispec.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclGroup.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/FrontendPluginRegistry.h"

using namespace clang;

namespace unispec {

std::string linkageName(MangleContext &Mangler, const FunctionDecl *D) {
  if (!Mangler.shouldMangleDeclName(D))
    return D->getIdentifier() ? D->getIdentifier()->getName().str() : "";
  std::string Name;
  llvm::raw_string_ostream OS(Name);
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(D))
    Mangler.mangleName(GlobalDecl(Constructor, Ctor_Base), OS);
  else if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(D))
    Mangler.mangleName(GlobalDecl(Destructor, Dtor_Base), OS);
  else
    Mangler.mangleName(GlobalDecl(D), OS);
  return Name;
}

namespace {

class Consumer : public ASTConsumer {
public:
  Consumer(CompilerInstance &CI, std::shared_ptr<SourceFacts> Facts,
           bool EnableWarnings)
      : CI(CI), Facts(std::move(Facts)), Warn(CI, EnableWarnings) {}

  void Initialize(ASTContext &Context) override {
    Collector = std::make_unique<FactCollector>(
        Context, *Facts, Warn, bool(CI.getCodeGenOpts().DebugColumnInfo));
  }

  bool HandleTopLevelDecl(DeclGroupRef Group) override {
    if (AtEnd)
      return true;
    for (Decl *D : Group) {
      keepRootWhenTarget(D);
      Collector->collect(D);
    }
    return true;
  }

  void HandleTranslationUnit(ASTContext &) override {
    Warn.report();
    AtEnd = true;
    for (FunctionDecl *Function : takeLateTargets())
      CI.getASTConsumer().HandleTopLevelDecl(DeclGroupRef(Function));
  }

private:
  CompilerInstance &CI;
  std::shared_ptr<SourceFacts> Facts;
  Warnings Warn;
  std::unique_ptr<FactCollector> Collector;
  bool AtEnd = false;
};

class Action : public PluginASTAction {
protected:
  ActionType getActionType() override { return AddBeforeMainAction; }

  bool ParseArgs(const CompilerInstance &CI,
                 const std::vector<std::string> &Args) override {
    for (const std::string &Arg : Args)
      if (!parseArg(Arg))
        CI.getDiagnostics().Report(CI.getDiagnostics().getCustomDiagID(
            DiagnosticsEngine::Error,
            "unknown argument '%0' of the unispec plugin; there is: "
            "native-headers, unwind-tables, no-warnings, component=NAME"))
            << Arg;
    return true;
  }

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI,
                                                 StringRef) override {
    auto Facts = std::make_shared<SourceFacts>();
    Facts->Component = Opts.Component;
    setCodeGenDefaults(CI, Opts);
    CI.getCodeGenOpts().PassBuilderCallbacks.push_back(
        [Facts, &CI](llvm::PassBuilder &PB) {
          runOwnPassesOnly(CI);
          registerPasses(PB, Facts);
        });
    if (!Opts.NativeHeaders)
      useSysrootHeaders(CI);
    predefineMacros(CI, Opts.Component);
    return std::make_unique<Consumer>(CI, Facts, !Opts.NoWarnings);
  }

private:
  bool parseArg(StringRef Arg) {
    if (Arg.consume_front("component=")) {
      Opts.Component = Arg.str();
      return !Arg.empty();
    }
    bool *Flag = Arg == "native-headers"  ? &Opts.NativeHeaders
                 : Arg == "unwind-tables" ? &Opts.UnwindTables
                 : Arg == "no-warnings"   ? &Opts.NoWarnings
                                          : nullptr;
    if (Flag)
      *Flag = true;
    return Flag;
  }

  Options Opts;
};

FrontendPluginRegistry::Add<Action> Register("unispec",
                                             "compile for a unispec unikernel");

} // namespace
} // namespace unispec
