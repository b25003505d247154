/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Points #include at the unispec sysroot, and defines __unispec__.
 *
 * The driver has already put the host's folders into the options and the
 * preprocessor has read them; the main file has not been entered, so a second
 * call of ApplyHeaderSearchOptions replaces the whole list. The user's own
 * folders (-iquote, -I, -isystem, -idirafter) stay in their places. With
 * -nostdinc or -nostdlibinc nothing is changed. C++ finds in the place of its
 * library headers that say that there is none; not with -nostdinc++.
 */
#include "unispec.h"

#include "clang/Basic/TargetInfo.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/Utils.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <dlfcn.h>

using namespace clang;
namespace path = llvm::sys::path;

namespace unispec {

/// A folder of the sysroot beside this library, which lies in lib/unispec.
static std::string sysrootFolder(StringRef Name) {
  Dl_info Info;
  if (!dladdr(reinterpret_cast<void *>(&sysrootFolder), &Info))
    return "";
  llvm::SmallString<256> Path(path::parent_path(Info.dli_fname));
  path::append(Path, "sysroot", Name);
  return std::string(Path);
}

static std::string normalised(StringRef Path) {
  llvm::SmallString<256> Result;
  if (llvm::sys::fs::real_path(Path, Result))
    Result = Path;
  return std::string(Result);
}

static bool isInside(StringRef Path, StringRef Folder) {
  return Path.consume_front(Folder) && (Path.empty() || Path.front() == '/');
}

/// The driver's standard folders are in the same group as -isystem, but come
/// after it: all from the first one on that is the compiler's own or a C++
/// library's.
static size_t firstStandardEntry(const HeaderSearchOptions &Opts) {
  for (size_t I = 0; I < Opts.UserEntries.size(); ++I) {
    const HeaderSearchOptions::Entry &Entry = Opts.UserEntries[I];
    if (Entry.Group == frontend::ExternCSystem)
      return I;
    if (Entry.Group != frontend::System)
      continue;
    if (isInside(Entry.Path, Opts.ResourceDir) ||
        Entry.Path == "/usr/local/include" ||
        StringRef(Entry.Path).contains("/include/c++/"))
      return I;
  }
  return Opts.UserEntries.size();
}

/// As GCC and Clang do, a -I of a standard folder has no effect.
static void dropStandardEntries(HeaderSearchOptions &Opts) {
  size_t First = firstStandardEntry(Opts);
  llvm::StringSet<> Standard;
  for (size_t I = First; I < Opts.UserEntries.size(); ++I)
    if (!isInside(Opts.UserEntries[I].Path, Opts.ResourceDir))
      Standard.insert(normalised(Opts.UserEntries[I].Path));
  Opts.UserEntries.resize(First, {"", frontend::System, false, true});
  llvm::erase_if(Opts.UserEntries, [&](const HeaderSearchOptions::Entry &E) {
    return Standard.contains(normalised(E.Path));
  });
}

static void reportMissing(CompilerInstance &CI, StringRef Path) {
  DiagnosticsEngine &Diags = CI.getDiagnostics();
  Diags.Report(Diags.getCustomDiagID(
      DiagnosticsEngine::Fatal,
      "the unispec sysroot has no folder '%0'; build or install it, or use "
      "-fplugin-arg-unispec-native-headers for the host's headers"))
      << Path;
}

static bool isPreprocessed(const CompilerInstance &CI) {
  const auto &Inputs = CI.getFrontendOpts().Inputs;
  return !Inputs.empty() && Inputs.front().getKind().isPreprocessed();
}

void useSysrootHeaders(CompilerInstance &CI) {
  HeaderSearchOptions &Opts = CI.getHeaderSearchOpts();
  if (!Opts.UseStandardSystemIncludes || isPreprocessed(CI))
    return;
  std::string Include = sysrootFolder("include");
  if (!llvm::sys::fs::is_directory(Include))
    return reportMissing(CI, Include);
  dropStandardEntries(Opts);
  // Headers that say that there is no C++ library.
  if (CI.getLangOpts().CPlusPlus && Opts.UseStandardCXXIncludes)
    Opts.AddPath(sysrootFolder("include-c++"), frontend::System, false, true);
  Opts.AddPath(Include, frontend::System, false, true);
  if (Opts.UseBuiltinIncludes)
    Opts.AddPath(Opts.ResourceDir + "/include", frontend::System, false, true);
  ApplyHeaderSearchOptions(CI.getPreprocessor().getHeaderSearchInfo(), Opts,
                           CI.getLangOpts(), CI.getTarget().getTriple());
}

/// Harmless beside a -D__unispec__=1 of the configuration file.
void predefineMacros(CompilerInstance &CI, StringRef Component) {
  Preprocessor &PP = CI.getPreprocessor();
  std::string Macros = "#ifndef __unispec__\n"
                       "#define __unispec__ 1\n"
                       "#endif\n";
  if (isOsComponent(Component))
    Macros += "#define __unispec_os__ 1\n";
  PP.setPredefines(PP.getPredefines() + Macros);
}

} // namespace unispec
