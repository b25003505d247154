/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Collects from the AST what IR no longer knows: for each indirect call the
 * type of the function and the struct field that it was loaded from, for each
 * address-taken function its type. Types are canonical, so that the two sides
 * compare as strings. Results are in SourceFacts; ir_pass.cpp finds the calls
 * again by function, line and column.
 *
 * The visitor goes in post-order: calls that begin at one place, as in f(1)(2),
 * are listed in the order in which they are evaluated and emitted.
 *
 * Facts serve reports. They over- and under-approximate: no fact where the
 * callee is the result of a call or of ?:, or a variable with several sources.
 */
#include "unispec.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace unispec {
namespace {

class Visitor : public RecursiveASTVisitor<Visitor> {
public:
  Visitor(ASTContext &Context, MangleContext &Mangler, SourceFacts &Facts,
          Warnings &Warn, bool Columns)
      : Context(Context), Mangler(Mangler), Facts(Facts), Warn(Warn),
        Columns(Columns), Policy(Context.getPrintingPolicy()) {
    Policy.AnonymousTagLocations = false;
  }

  bool shouldTraversePostOrder() const { return true; }

  /// Operands of sizeof, typeof and the branches that _Generic did not choose
  /// are never evaluated.
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) {
    return true;
  }
  bool TraverseTypeOfExprTypeLoc(TypeOfExprTypeLoc, bool = true) {
    return true;
  }
  bool TraverseGenericSelectionExpr(GenericSelectionExpr *E) {
    return E->isResultDependent() || TraverseStmt(E->getResultExpr());
  }

  bool TraverseFunctionDecl(FunctionDecl *Function) {
    if (!Function->doesThisDeclarationHaveABody())
      return true;
    Calls.clear();
    Sources.clear();
    bool Result = RecursiveASTVisitor::TraverseFunctionDecl(Function);
    finishFunction(Function);
    return Result;
  }

  bool VisitCallExpr(CallExpr *Call) {
    const Expr *Callee = stripped(Call->getCallee());
    if (const auto *Reference = dyn_cast<DeclRefExpr>(Callee)) {
      if (const auto *Function = dyn_cast<FunctionDecl>(Reference->getDecl())) {
        directCall(Call, Reference, Function);
        return true;
      }
    }
    if (!isa<CXXMemberCallExpr, CXXOperatorCallExpr>(Call))
      Calls.push_back(Call);
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    if (isa<FunctionDecl>(Reference->getDecl()))
      References.push_back(Reference);
    return true;
  }

  bool VisitVarDecl(VarDecl *Variable) {
    if (Variable->hasLocalStorage() && Variable->hasInit())
      noteSource(Variable, Variable->getInit());
    return true;
  }

  bool VisitBinaryOperator(BinaryOperator *Operator) {
    if (Operator->getOpcode() != BO_Assign)
      return true;
    if (const auto *Target =
            dyn_cast<DeclRefExpr>(Operator->getLHS()->IgnoreParens()))
      noteSource(Target->getDecl(), Operator->getRHS());
    return true;
  }

  bool VisitUnaryOperator(UnaryOperator *Operator) {
    if (Operator->getOpcode() != UO_AddrOf)
      return true;
    if (const auto *Target =
            dyn_cast<DeclRefExpr>(Operator->getSubExpr()->IgnoreParens()))
      if (isa<VarDecl>(Target->getDecl()))
        Sources[Target->getDecl()] = AnySource;
    return true;
  }

  bool VisitGCCAsmStmt(GCCAsmStmt *Asm) {
    Warn.assembly(Asm);
    return true;
  }

  bool VisitFileScopeAsmDecl(FileScopeAsmDecl *Asm) {
    Warn.assembly(Asm);
    return true;
  }

  /// References that were no callees take an address.
  void finishReferences() {
    for (const DeclRefExpr *Reference : References) {
      bool IsCallee = Callees.contains(Reference);
      Warn.reference(Reference, IsCallee);
      if (IsCallee)
        continue;
      const auto *Function = cast<FunctionDecl>(Reference->getDecl());
      noteFunctionType(Function);
    }
    References.clear();
    Callees.clear();
  }

private:
  static constexpr const char *AnySource = "?";

  /// The expression that holds the function pointer: without parentheses,
  /// casts, and the * and & that a call does not need.
  static const Expr *stripped(const Expr *E) {
    for (;;) {
      E = E->IgnoreParenCasts();
      const auto *Operator = dyn_cast<UnaryOperator>(E);
      if (!Operator)
        return E;
      bool Skip = Operator->getOpcode() == UO_AddrOf ||
                  Operator->getOpcode() == UO_Extension ||
                  (Operator->getOpcode() == UO_Deref &&
                   Operator->getType()->isFunctionType());
      if (!Skip)
        return E;
      E = Operator->getSubExpr();
    }
  }

  void directCall(const CallExpr *Call, const DeclRefExpr *Callee,
                  const FunctionDecl *Function) {
    Callees.insert(Callee);
    Warn.call(Call, Function);
    const IdentifierInfo *Name = Function->getIdentifier();
    if (!Name || !Name->isStr("__unispec_reached"))
      return;
    for (const Expr *Argument : Call->arguments())
      if (const auto *Reference = dyn_cast<DeclRefExpr>(stripped(Argument)))
        Callees.insert(Reference);
  }

  std::string text(QualType Type) const {
    return Type.getCanonicalType().getUnqualifiedType().getAsString(Policy);
  }

  std::string calleeType(const CallExpr *Call) const {
    QualType Type = Call->getCallee()->getType().getCanonicalType();
    if (const auto *Pointer = Type->getAs<PointerType>())
      Type = Pointer->getPointeeType();
    return text(Type);
  }

  /// "struct file_ops.read"; members of unnamed structs are named from the
  /// struct around them, "struct file_ops.u.read".
  std::string fieldPath(const MemberExpr *Member) const {
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field)
      return "";
    std::string Name = Field->getNameAsString();
    QualType Record = Context.getCanonicalTagType(Field->getParent());
    const auto *Outer =
        dyn_cast<MemberExpr>(Member->getBase()->IgnoreParenImpCasts());
    bool Unnamed = !Field->getParent()->getIdentifier() &&
                   !Field->getParent()->getTypedefNameForAnonDecl();
    if (Unnamed && Outer && !Member->isArrow()) {
      std::string Path = fieldPath(Outer);
      return Name.empty() ? Path : Path + "." + Name;
    }
    // An unnamed member adds no step to the path.
    std::string Type = text(Record);
    return Name.empty() ? Type : Type + "." + Name;
  }

  std::string fieldOf(const Expr *E) const {
    E = stripped(E);
    while (const auto *Element = dyn_cast<ArraySubscriptExpr>(E))
      E = stripped(Element->getBase());
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return fieldPath(Member);
    const auto *Reference = dyn_cast<DeclRefExpr>(E);
    if (!Reference)
      return "";
    auto Found = Sources.find(Reference->getDecl());
    bool Known = Found != Sources.end() && Found->second != AnySource;
    return Known ? Found->second : "";
  }

  /// A local variable stands for a field while nothing else is stored in it.
  void noteSource(const ValueDecl *Variable, const Expr *Value) {
    if (!Variable->getType()->isFunctionPointerType())
      return;
    if (isa<ParmVarDecl>(Variable) ||
        !cast<VarDecl>(Variable)->hasLocalStorage()) {
      Sources[Variable] = AnySource;
      return;
    }
    std::string Field = fieldOf(Value);
    if (Field.empty())
      Field = AnySource;
    auto [Entry, IsNew] = Sources.try_emplace(Variable, Field);
    if (!IsNew && Entry->second != Field)
      Entry->second = AnySource;
  }

  void noteFunctionType(const FunctionDecl *Function) {
    std::string Name = linkageName(Mangler, Function);
    if (!Name.empty())
      Facts.FunctionTypes.try_emplace(Name, text(Function->getType()));
  }

  void finishFunction(const FunctionDecl *Function) {
    if (Calls.empty() || Function->isDependentContext())
      return;
    auto &List = Facts.IndirectCalls[linkageName(Mangler, Function)];
    SourceManager &SM = Context.getSourceManager();
    for (const CallExpr *Call : Calls) {
      // As debug information has it: in a macro's argument, the argument.
      PresumedLoc Where = SM.getPresumedLoc(SM.getFileLoc(Call->getExprLoc()));
      if (Where.isValid())
        List.push_back({Where.getLine(), Columns ? Where.getColumn() : 0,
                        calleeType(Call), fieldOf(Call->getCallee())});
    }
    Calls.clear();
  }

  ASTContext &Context;
  MangleContext &Mangler;
  SourceFacts &Facts;
  Warnings &Warn;
  bool Columns;
  PrintingPolicy Policy;
  std::vector<const CallExpr *> Calls;
  std::vector<const DeclRefExpr *> References;
  llvm::DenseSet<const DeclRefExpr *> Callees;
  llvm::DenseMap<const ValueDecl *, std::string> Sources;
};

} // namespace

FactCollector::FactCollector(ASTContext &Context, SourceFacts &Facts,
                             Warnings &Warn, bool Columns)
    : Context(Context), Mangler(Context.createMangleContext()), Facts(Facts),
      Warn(Warn), Columns(Columns) {}

void FactCollector::collect(Decl *D) {
  // Headers are mostly prototypes and types; neither has facts.
  const auto *Function = dyn_cast<FunctionDecl>(D);
  if (Function && !Function->doesThisDeclarationHaveABody())
    return;
  if (isa<TypeDecl, EmptyDecl>(D) && !Context.getLangOpts().CPlusPlus)
    return;
  Visitor V(Context, *Mangler, Facts, Warn, Columns);
  V.TraverseDecl(D);
  V.finishReferences();
}

} // namespace unispec
