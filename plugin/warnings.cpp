/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Warnings about what a unikernel cannot do or what costs it precision: calls
 * and addresses of fork, execve, dlopen and friends, syscall() with a number
 * that is not constant, and system calls in inline assembly.
 *
 * A plugin's warnings can only join a group that Clang has. They are in
 * -Wuser-defined-warnings, so -Wno-user-defined-warnings, -Wno-error= and
 * #pragma clang diagnostic work; -fplugin-arg-unispec-no-warnings silences only
 * these. None is given in system headers, or for a function of one of these
 * names that the file defines itself.
 */
#include "unispec.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace unispec {

/// One process, one program: functions that need a second of either.
static bool isUnsupported(StringRef Name) {
  return llvm::StringSwitch<bool>(Name)
      .Cases({"fork", "vfork", "_Fork", "clone", "forkpty", "daemon"}, true)
      .Cases({"execve", "execv", "execvp", "execvpe", "execl", "execle",
              "execlp", "fexecve", "execveat"},
             true)
      .Cases({"posix_spawn", "posix_spawnp", "system", "popen"}, true)
      .Cases({"dlopen", "dlmopen", "dlsym", "dlvsym"}, true)
      .Default(false);
}

static StringRef nameOf(const FunctionDecl *Function) {
  const IdentifierInfo *Name = Function->getIdentifier();
  bool IsGlobal =
      Function->isGlobal() &&
      Function->getDeclContext()->getRedeclContext()->isTranslationUnit();
  return Name && (IsGlobal || Function->isExternC()) ? Name->getName()
                                                     : StringRef();
}

/// Clang gives a custom warning its level when it is first asked for it, from
/// what the pragmas until then said about the group: one pragma would silence
/// the whole file. Asked now, the level on entry counts, and pragmas change it
/// from there on.
static unsigned makeWarning(DiagnosticsEngine &Diags, StringRef Text) {
  DiagnosticIDs::CustomDiagDesc Description(
      diag::Severity::Warning, Text.str(), DiagnosticIDs::CLASS_WARNING,
      /*ShowInSystemHeader=*/false, /*ShowInSystemMacro=*/false,
      diag::Group::UserDefinedWarnings);
  unsigned ID = Diags.getDiagnosticIDs()->getCustomDiagID(Description);
  // Declared as free of side effects: an unused result would drop the call.
  volatile auto Level = Diags.getDiagnosticLevel(ID, SourceLocation());
  (void)Level;
  return ID;
}

/// -Wno-error=user-defined-warnings and -Wno-everything on the command line
/// came before these warnings did; a member that Clang has itself tells that
/// they were given.
static void keepCommandLine(DiagnosticsEngine &Diags) {
  DiagnosticsEngine::Level Level = Diags.getDiagnosticLevel(
      diag::warn_diagnose_if_succeeded, SourceLocation());
  if (Level == DiagnosticsEngine::Warning && Diags.getWarningsAsErrors())
    Diags.setDiagnosticGroupWarningAsError("user-defined-warnings", false);
  if (Level == DiagnosticsEngine::Ignored)
    Diags.setSeverityForGroup(diag::Flavor::WarningOrError,
                              "user-defined-warnings", diag::Severity::Ignored);
}

Warnings::Warnings(CompilerInstance &CI, bool Enabled)
    : CI(CI), Enabled(Enabled) {
  DiagnosticsEngine &Diags = CI.getDiagnostics();
  UnsupportedCallID = makeWarning(
      Diags, "'%0' is not supported in a unikernel; the call will fail");
  UnsupportedAddressID = makeWarning(
      Diags, "'%0' is not supported in a unikernel; calls through this "
             "pointer will fail");
  NumberID = makeWarning(
      Diags, "the system call number is not constant; the image may have to "
             "keep every system call; give a constant");
  AssemblyID = makeWarning(
      Diags, "system call in inline assembly ('%0'): it is not served; call "
             "a function of libc, or syscall()");
  keepCommandLine(Diags);
}

void Warnings::call(const CallExpr *Call, const FunctionDecl *Callee) {
  if (Enabled && Call->getNumArgs() > 0 && nameOf(Callee) == "syscall")
    SyscallCalls.push_back(Call);
}

void Warnings::reference(const DeclRefExpr *Reference, bool IsCallee) {
  const auto *Function = cast<FunctionDecl>(Reference->getDecl());
  if (Enabled && isUnsupported(nameOf(Function)))
    References.push_back({Reference, IsCallee});
}

/// The program's own function of that name, or the library's.
static bool isOwn(const FunctionDecl *Function) {
  return Function->isDefined() || !Function->isExternallyVisible();
}

void Warnings::report() {
  DiagnosticsEngine &Diags = CI.getDiagnostics();
  for (const auto &[Reference, IsCallee] : References) {
    const auto *Function = cast<FunctionDecl>(Reference->getDecl());
    if (!isOwn(Function))
      Diags.Report(Reference->getLocation(),
                   IsCallee ? UnsupportedCallID : UnsupportedAddressID)
          << Function->getName() << Reference->getSourceRange();
  }
  for (const CallExpr *Call : SyscallCalls) {
    const Expr *Number = Call->getArg(0);
    if (Number->isValueDependent() || isOwn(Call->getDirectCallee()) ||
        Number->isIntegerConstantExpr(CI.getASTContext()))
      continue;
    Diags.Report(Number->getExprLoc(), NumberID) << Number->getSourceRange();
  }
}

static bool isVector80(StringRef Operand) {
  Operand.consume_front("$");
  unsigned Number;
  return !Operand.getAsInteger(0, Number) && Number == 0x80;
}

/// The instruction of one statement of assembly, after its labels and
/// prefixes, if it enters a kernel.
static StringRef systemCallIn(StringRef Statement) {
  Statement = Statement.trim();
  size_t Colon;
  while ((Colon = Statement.find(':')) != StringRef::npos &&
         Statement.take_front(Colon).find_first_of(" \t\"") == StringRef::npos)
    Statement = Statement.drop_front(Colon + 1).ltrim();
  StringRef Mnemonic = Statement.take_until(
      [](char C) { return C == ' ' || C == '\t' || C == '#'; });
  StringRef Operand = Statement.drop_front(Mnemonic.size()).ltrim();
  Operand = Operand.take_until(
      [](char C) { return C == ' ' || C == '\t' || C == '#'; });
  if (Mnemonic.equals_insensitive("syscall") ||
      Mnemonic.equals_insensitive("sysenter"))
    return Mnemonic;
  if (Mnemonic.equals_insensitive("int") && isVector80(Operand))
    return "int $0x80";
  return "";
}

static std::string findSystemCall(StringRef Text) {
  while (!Text.empty()) {
    size_t End = Text.find_first_of("\n;");
    StringRef Found = systemCallIn(Text.take_front(End));
    if (!Found.empty())
      return Found.str();
    Text = End == StringRef::npos ? "" : Text.drop_front(End + 1);
  }
  return "";
}

void Warnings::assembly(const GCCAsmStmt *Asm) {
  if (!Enabled)
    return;
  std::string Found = findSystemCall(Asm->getAsmString());
  if (!Found.empty())
    CI.getDiagnostics().Report(Asm->getAsmLoc(), AssemblyID) << Found;
}

void Warnings::assembly(const FileScopeAsmDecl *Asm) {
  if (!Enabled)
    return;
  std::string Found = findSystemCall(Asm->getAsmString());
  if (!Found.empty())
    CI.getDiagnostics().Report(Asm->getAsmLoc(), AssemblyID) << Found;
}

} // namespace unispec
