/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * The attributes unispec::root_when(fn, ...), unispec::syscall("name"),
 * unispec::unsupported and unispec::driver("name", "class", "bus"...), with the
 * GNU spellings unispec_root_when and so on.
 *
 * Each becomes an implicit annotate attribute "NAME=VALUE", which code
 * generation puts into llvm.global.annotations and which survives precompiled
 * headers; ir_pass.cpp makes it a function attribute or metadata.
 *
 * What only the link step refers to (a static function with root_when, the
 * static function that it names, a static driver) is marked as used, so that it
 * is still there at the link. That is llvm.compiler.used: no root.
 */
#include "unispec.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/Sema/Lookup.h"
#include "clang/Sema/ParsedAttr.h"
#include "clang/Sema/Sema.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;

namespace unispec {

/// What the attributes of one file have asked to keep. Clang makes attribute
/// handlers itself and gives them no context, so this is a global.
struct KeptNames {
  /// Names in root_when attributes that were not declared yet.
  llvm::StringSet<> Undeclared;
  /// Functions that code generation has seen before they were marked.
  std::vector<FunctionDecl *> Late;
};

static KeptNames &kept() {
  static KeptNames Kept;
  return Kept;
}

static void markUsed(Decl *D) {
  if (D->hasAttr<UsedAttr>())
    return;
  D->addAttr(UsedAttr::CreateImplicit(D->getASTContext()));
  auto *Function = dyn_cast<FunctionDecl>(D);
  FunctionDecl *Definition = Function ? Function->getDefinition() : nullptr;
  if (!Definition || Definition->willHaveBody())
    return;
  if (!Definition->hasAttr<UsedAttr>())
    Definition->addAttr(UsedAttr::CreateImplicit(D->getASTContext()));
  kept().Late.push_back(Definition);
}

static bool isStatic(const Decl *D) {
  if (const auto *Function = dyn_cast<FunctionDecl>(D))
    return Function->getStorageClass() == SC_Static;
  if (const auto *Variable = dyn_cast<VarDecl>(D))
    return Variable->getStorageClass() == SC_Static;
  return false;
}

void keepRootWhenTarget(Decl *D) {
  auto *Function = dyn_cast<FunctionDecl>(D);
  if (Function && Function->getIdentifier() && isStatic(Function) &&
      kept().Undeclared.contains(Function->getName()))
    markUsed(Function);
}

std::vector<FunctionDecl *> takeLateTargets() {
  kept().Undeclared.clear();
  return std::exchange(kept().Late, {});
}

namespace {

/// What the attributes have in common: spellings and the way into the AST.
class UnispecAttr : public ParsedAttrInfo {
protected:
  /// Clang parses the arguments of [[unispec::name(...)]] only when the
  /// unscoped name is known too.
  UnispecAttr(StringRef Attribute, unsigned Required, unsigned Optional)
      : Attribute(Attribute), GNUName(("unispec_" + spelling()).str()),
        ScopedName(("unispec::" + spelling()).str()), BareName(spelling()) {
    NumArgs = Required;
    OptArgs = Optional;
    AllSpellings[0] = {ParsedAttr::AS_GNU, GNUName.c_str()};
    AllSpellings[1] = {ParsedAttr::AS_CXX11, ScopedName.c_str()};
    AllSpellings[2] = {ParsedAttr::AS_C23, ScopedName.c_str()};
    AllSpellings[3] = {ParsedAttr::AS_CXX11, BareName.c_str()};
    AllSpellings[4] = {ParsedAttr::AS_C23, BareName.c_str()};
    Spellings = AllSpellings;
  }

  virtual bool acceptsVariable() const { return false; }

  /// The attribute's value, or false after a report.
  virtual bool value(Sema &S, Decl *D, const ParsedAttr &Attr,
                     std::string &Value) const = 0;

  bool diagAppertainsToDecl(Sema &S, const ParsedAttr &Attr,
                            const Decl *D) const override {
    if (isa<FunctionDecl>(D))
      return true;
    const auto *Variable = dyn_cast<VarDecl>(D);
    if (acceptsVariable() && Variable && Variable->hasGlobalStorage())
      return true;
    S.Diag(Attr.getLoc(), diag::err_attribute_wrong_decl_type_str)
        << Attr << Attr.isRegularKeywordAttribute()
        << (acceptsVariable() ? "functions and global variables" : "functions");
    return false;
  }

  AttrHandling handleDeclAttribute(Sema &S, Decl *D,
                                   const ParsedAttr &Attr) const override {
    std::string Value;
    if (!value(S, D, Attr, Value))
      return AttributeNotApplied;
    std::string Text = (Attribute + "=" + Value).str();
    D->addAttr(
        AnnotateAttr::Create(S.Context, Text, nullptr, 0, Attr.getRange()));
    return AttributeApplied;
  }

  static void report(Sema &S, SourceLocation Where, StringRef What) {
    DiagnosticsEngine &Diags = S.getDiagnostics();
    Diags.Report(Where, Diags.getCustomDiagID(DiagnosticsEngine::Error, "%0"))
        << What;
  }

  /// A non-empty string literal without a comma, which separates values.
  static bool stringArgument(Sema &S, const ParsedAttr &Attr, unsigned I,
                             std::string &Result) {
    StringRef Text;
    SourceLocation Where;
    if (!S.checkStringLiteralArgumentAttr(Attr, I, Text, &Where))
      return false;
    if (Text.empty() || Text.contains(',')) {
      report(S, Where, "a unispec name must be neither empty nor hold a comma");
      return false;
    }
    Result = Text.str();
    return true;
  }

private:
  StringRef spelling() const {
    return Attribute == RootWhenName ? "root_when"
                                     : Attribute.drop_front(strlen("unispec-"));
  }

  StringRef Attribute;
  std::string GNUName, ScopedName, BareName;
  Spelling AllSpellings[5];
};

class SyscallAttr : public UnispecAttr {
public:
  SyscallAttr() : UnispecAttr(SyscallName, 1, 0) {}
  bool value(Sema &S, Decl *, const ParsedAttr &Attr,
             std::string &Value) const override {
    return stringArgument(S, Attr, 0, Value);
  }
};

class UnsupportedAttr : public UnispecAttr {
public:
  UnsupportedAttr() : UnispecAttr(UnsupportedName, 0, 0) {}
  bool value(Sema &, Decl *, const ParsedAttr &, std::string &) const override {
    return true;
  }
};

class DriverAttr : public UnispecAttr {
public:
  DriverAttr() : UnispecAttr(DriverName, 2, 13) {}
  bool acceptsVariable() const override { return true; }
  bool value(Sema &S, Decl *D, const ParsedAttr &Attr,
             std::string &Value) const override {
    std::vector<std::string> Words(Attr.getNumArgs());
    for (unsigned I = 0; I < Words.size(); ++I)
      if (!stringArgument(S, Attr, I, Words[I]))
        return false;
    Value = llvm::join(Words, ",");
    if (isStatic(D))
      markUsed(D);
    return true;
  }
};

class RootWhenAttr : public UnispecAttr {
public:
  RootWhenAttr() : UnispecAttr(RootWhenName, 1, 14) {}

  bool value(Sema &S, Decl *D, const ParsedAttr &Attr,
             std::string &Value) const override {
    std::vector<std::string> Names(Attr.getNumArgs());
    for (unsigned I = 0; I < Names.size(); ++I)
      if (!target(S, Attr, I, Names[I]))
        return false;
    Value = llvm::join(Names, ",");
    if (isStatic(D))
      markUsed(D);
    return true;
  }

private:
  /// A function's name as an identifier, declared or not, or as a string.
  static bool target(Sema &S, const ParsedAttr &Attr, unsigned I,
                     std::string &Name) {
    if (Attr.isArgIdent(I)) {
      const IdentifierLoc *Ident = Attr.getArgAsIdent(I);
      return lookUp(S, Ident->getIdentifierInfo(), Ident->getLoc(), Name);
    }
    Expr *E = Attr.getArgAsExpr(I)->IgnoreParenImpCasts();
    if (auto *Reference = dyn_cast<DeclRefExpr>(E))
      return declared(S, Reference->getDecl(), E->getExprLoc(), Name);
    if (!isa<StringLiteral>(E)) {
      report(S, E->getExprLoc(),
             "root_when takes the names of functions, as identifiers or as "
             "strings");
      return false;
    }
    return stringArgument(S, Attr, I, Name) &&
           lookUp(S, &S.Context.Idents.get(Name), E->getExprLoc(), Name);
  }

  static bool lookUp(Sema &S, IdentifierInfo *Ident, SourceLocation Where,
                     std::string &Name) {
    NamedDecl *Found =
        S.LookupSingleName(S.TUScope, Ident, Where, Sema::LookupOrdinaryName);
    if (Found)
      return declared(S, Found, Where, Name);
    kept().Undeclared.insert(Ident->getName());
    Name = Ident->getName().str();
    return true;
  }

  static bool declared(Sema &S, NamedDecl *Found, SourceLocation Where,
                       std::string &Name) {
    auto *Function = dyn_cast<FunctionDecl>(Found);
    if (!Function) {
      report(S, Where,
             ("root_when needs a function, but '" + Found->getName() +
              "' is not one")
                 .str());
      return false;
    }
    if (isStatic(Function))
      markUsed(Function);
    std::unique_ptr<MangleContext> Mangler(S.Context.createMangleContext());
    Name = linkageName(*Mangler, Function);
    return true;
  }
};

ParsedAttrInfoRegistry::Add<RootWhenAttr>
    RootWhen("unispec_root_when", "root when a function is reached");
ParsedAttrInfoRegistry::Add<SyscallAttr> Syscall("unispec_syscall",
                                                 "implements a system call");
ParsedAttrInfoRegistry::Add<UnsupportedAttr>
    Unsupported("unispec_unsupported", "stub of an unsupported system call");
ParsedAttrInfoRegistry::Add<DriverAttr> Driver("unispec_driver",
                                               "belongs to a driver");

} // namespace
} // namespace unispec
