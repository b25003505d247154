/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * A module pass at the start of the pipeline, before the bitcode half and the
 * native half part ways. It moves what the plugin knows into the form that
 * analysis/ reads:
 *   llvm.global.annotations "unispec-..." -> function attributes, and
 *                                             !unispec.drivers for variables
 *   SourceFacts                            -> attributes of call sites and of
 *                                             address-taken functions
 * Nothing of the annotations is left. All results are string attributes or
 * metadata, which no code generation reads.
 */
#include "unispec.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugLoc.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Metadata.h"
#include "llvm/IR/Module.h"
#include "llvm/Passes/PassBuilder.h"
#include <map>

using namespace llvm;

namespace unispec {
namespace {

class AnnotationsPass : public PassInfoMixin<AnnotationsPass> {
public:
  static bool isRequired() { return true; }

  PreservedAnalyses run(Module &M, ModuleAnalysisManager &) {
    GlobalVariable *Annotations =
        M.getGlobalVariable("llvm.global.annotations");
    if (!Annotations || !Annotations->hasInitializer())
      return PreservedAnalyses::all();
    std::vector<Constant *> Others;
    bool Changed = false;
    for (Use &U : Annotations->getInitializer()->operands()) {
      auto *Entry = cast<Constant>(U.get());
      if (apply(M, Entry))
        Changed = true;
      else
        Others.push_back(Entry);
    }
    if (!Changed)
      return PreservedAnalyses::all();
    replace(M, Annotations, Others);
    return PreservedAnalyses::none();
  }

private:
  static StringRef stringAt(const Constant *Pointer) {
    const auto *Global = dyn_cast<GlobalVariable>(Pointer->stripPointerCasts());
    if (!Global || !Global->hasInitializer())
      return "";
    const auto *Data =
        dyn_cast<ConstantDataSequential>(Global->getInitializer());
    return Data && Data->isCString() ? Data->getAsCString() : "";
  }

  /// True if the entry { object, text, file, line, arguments } is one of ours.
  static bool apply(Module &M, const Constant *Entry) {
    StringRef Text = stringAt(cast<Constant>(Entry->getOperand(1)));
    auto [Name, Value] = Text.split('=');
    if (Name != RootWhenName && Name != SyscallName &&
        Name != UnsupportedName && Name != DriverName)
      return false;
    llvm::Value *Object = Entry->getOperand(0)->stripPointerCasts();
    if (auto *Function = dyn_cast<llvm::Function>(Object))
      applyToFunction(M, *Function, Name, Value);
    else if (auto *Variable = dyn_cast<GlobalVariable>(Object))
      addDriver(M, Variable, Value);
    return true;
  }

  static void applyToFunction(Module &M, Function &F, StringRef Name,
                              StringRef Value) {
    if (Name == RootWhenName) {
      addRootWhenReferences(M, F, Value);
      StringRef Before = F.getFnAttribute(Name).getValueAsString();
      std::string All = (Before + (Before.empty() ? "" : ",") + Value).str();
      F.addFnAttr(Name, All);
      return;
    }
    F.addFnAttr(Name, Value);
  }

  /// Names of static functions may clash and be renamed in the merged module;
  /// a reference follows the function.
  static void addRootWhenReferences(Module &M, Function &F, StringRef Names) {
    SmallVector<StringRef, 4> Parts;
    Names.split(Parts, ',');
    for (StringRef Name : Parts) {
      Function *Target = M.getFunction(Name);
      if (Target && Target->hasLocalLinkage())
        F.addMetadata(
            "unispec.root_when",
            *MDNode::get(M.getContext(), ValueAsMetadata::get(Target)));
    }
  }

  static void addDriver(Module &M, GlobalVariable *Variable, StringRef Value) {
    LLVMContext &Context = M.getContext();
    SmallVector<StringRef, 4> Words;
    Value.split(Words, ',');
    SmallVector<Metadata *, 5> Operands{ValueAsMetadata::get(Variable)};
    for (StringRef Word : Words)
      Operands.push_back(MDString::get(Context, Word));
    M.getOrInsertNamedMetadata("unispec.drivers")
        ->addOperand(MDNode::get(Context, Operands));
  }

  static void replace(Module &M, GlobalVariable *Old,
                      ArrayRef<Constant *> Entries) {
    SmallPtrSet<GlobalVariable *, 16> Strings;
    for (Use &U : Old->getInitializer()->operands())
      for (llvm::Value *Part : cast<Constant>(U.get())->operand_values())
        if (auto *String = dyn_cast<GlobalVariable>(Part->stripPointerCasts()))
          if (String->hasPrivateLinkage())
            Strings.insert(String);
    if (!Entries.empty()) {
      auto *Type = ArrayType::get(Entries[0]->getType(), Entries.size());
      auto *New =
          new GlobalVariable(M, Type, false, GlobalValue::AppendingLinkage,
                             ConstantArray::get(Type, Entries), "");
      New->takeName(Old);
      New->setSection(Old->getSection());
    }
    Constant *Initializer = Old->getInitializer();
    Old->eraseFromParent();
    if (Initializer->use_empty())
      Initializer->destroyConstant();
    for (GlobalVariable *String : Strings) {
      String->removeDeadConstantUsers();
      if (String->use_empty())
        String->eraseFromParent();
    }
  }
};

class FactsPass : public PassInfoMixin<FactsPass> {
public:
  explicit FactsPass(std::shared_ptr<const SourceFacts> Facts)
      : Facts(std::move(Facts)) {}

  static bool isRequired() { return true; }

  PreservedAnalyses run(Module &M, ModuleAnalysisManager &) {
    for (const auto &Entry : Facts->FunctionTypes)
      if (Function *F = M.getFunction(Entry.getKey()))
        F->addFnAttr("unispec-type", Entry.getValue());
    if (!Facts->Component.empty())
      for (Function &F : M)
        if (!F.isDeclaration())
          F.addFnAttr("unispec-component", Facts->Component);
    for (const auto &Entry : Facts->IndirectCalls)
      if (Function *F = M.getFunction(Entry.getKey()))
        markCalls(*F, Entry.getValue());
    return PreservedAnalyses::all();
  }

private:
  using Place = std::pair<unsigned, unsigned>;

  static void mark(CallBase &Call, StringRef Type, StringRef Field) {
    LLVMContext &Context = Call.getContext();
    Call.addFnAttr(Attribute::get(Context, "unispec-icall-type", Type));
    if (!Field.empty())
      Call.addFnAttr(Attribute::get(Context, "unispec-icall-field", Field));
  }

  /// Calls of one place correspond one to one, in order. When code generation
  /// dropped some (dead branches) only what all of them share is certain.
  static void markPlace(ArrayRef<CallBase *> Calls,
                        ArrayRef<const IndirectCall *> Sources) {
    if (Calls.size() == Sources.size()) {
      for (size_t I = 0; I < Calls.size(); ++I)
        mark(*Calls[I], Sources[I]->Type, Sources[I]->Field);
      return;
    }
    const IndirectCall *First = Sources[0];
    bool SameType = all_of(Sources, [&](const IndirectCall *Source) {
      return Source->Type == First->Type;
    });
    bool SameField = all_of(Sources, [&](const IndirectCall *Source) {
      return Source->Field == First->Field;
    });
    if (SameType)
      for (CallBase *Call : Calls)
        mark(*Call, First->Type, SameField ? First->Field : "");
  }

  static void markCalls(Function &F, const std::vector<IndirectCall> &List) {
    std::map<Place, SmallVector<const IndirectCall *, 1>> Sources;
    for (const IndirectCall &Source : List)
      Sources[{Source.Line, Source.Column}].push_back(&Source);
    std::map<Place, SmallVector<CallBase *, 1>> Calls;
    for (Instruction &I : instructions(F)) {
      auto *Call = dyn_cast<CallBase>(&I);
      if (Call && Call->isIndirectCall() && Call->getDebugLoc())
        Calls[{Call->getDebugLoc().getLine(), Call->getDebugLoc().getCol()}]
            .push_back(Call);
    }
    for (auto &[Where, Found] : Calls) {
      auto Source = Sources.find(Where);
      if (Source != Sources.end())
        markPlace(Found, Source->second);
    }
  }

  std::shared_ptr<const SourceFacts> Facts;
};

} // namespace

void registerPasses(PassBuilder &PB, std::shared_ptr<const SourceFacts> Facts) {
  PB.registerPipelineStartEPCallback(
      [Facts](ModulePassManager &Passes, OptimizationLevel) {
        Passes.addPass(AnnotationsPass());
        Passes.addPass(FactsPass(Facts));
        if (isOsComponent(Facts->Component))
          addOsSymbolsPass(Passes);
      });
}

} // namespace unispec
