# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
C programs composed of construct instances whose reached functions are known.

A construct is a template of C text. Its first column may hold

    KEEP[:option...] TYPE @name(PARAMETERS) {     executed, so it must be kept
    DROP[:option...] ...                          never executed, to be removed
    MAYBE[:option...] ...                         neither is claimed
    ENTRY {                                       what main() calls; int

    options: ext       not static (a static function is made so at random)
             static    static in any case
             raw       the text marks the function itself
             loose     (DROP) removal is not promised
             O0 O2 Os  (DROP) removal is promised at these levels only
    --- head, --- tu, --- asm        the text's section (default: tu)

Everywhere: @name is a name of this instance, @@ an @, ${a|b} a choice,
$x{a|b} a choice that $x repeats. Each section "tu" goes to a different file;
"head" comes before each of them; "asm" is a file of its own.
"""

import random
import re

LEVELS = ("0", "2", "s")

HEADER = """\
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NOINLINE __attribute__((noinline))
#define OPAQUE(n) ((n) + gen_zero())

typedef int (*gen_fn)(int);

void gen_hit(unsigned id);
int gen_zero(void);    /* 0, from the command line: nobody can know */
"""

# What a run prints: a bit per function, then what each instance returned.
MAIN = """\
static volatile unsigned char gen_bits[64];
static char gen_text[512];
static unsigned gen_used;
static int gen_argc = 1;

NOINLINE void gen_hit(unsigned id)
{
    gen_bits[id / 8] |= 1u << id % 8;
}

NOINLINE int gen_zero(void)
{
    return gen_argc - 1;
}

static NOINLINE void gen_add(unsigned n)
{
    gen_text[gen_used++] = ' ';
    for (int shift = 28; shift >= 0; shift -= 4)
        gen_text[gen_used++] = "0123456789abcdef"[n >> shift & 15];
}

static NOINLINE void gen_report(void)
{
    for (unsigned i = 0; i < sizeof gen_bits; i += 4)
        gen_add(gen_bits[i] | gen_bits[i + 1] << 8 | gen_bits[i + 2] << 16 |
                (unsigned)gen_bits[i + 3] << 24);
    gen_text[gen_used++] = '\\n';
    write(1, gen_text, gen_used);
}
"""
MOST_INSTANCES = 16
FUNCTIONS = 32  # numbers for each instance, and bits of a word in the output

CONSTRUCTS = {}


class Construct:
    """One kind of instance. emit(r) is its template, r a random.Random."""

    def __init__(self, name, emit, wild, late, bitcode, weight, known):
        self.name, self.emit = name, emit
        self.wild = wild  # it makes other constructs' promises void
        self.late = late  # it executes something after main()
        self.bitcode = bitcode  # it can be analysed without libc
        self.weight = weight
        self.known = known  # why it is known to fail; used only when named


def construct(
    name, text=None, wild=False, late=False, bitcode=True, weight=1, known=None
):
    """Registers a template, or a function that makes one (as decorator)."""

    def register(emit):
        assert name not in CONSTRUCTS, name
        CONSTRUCTS[name] = Construct(name, emit, wild, late, bitcode,
                                     weight, known)
        return emit

    return register(lambda r: text) if text is not None else register


MARK = re.compile(
    r"^(KEEP|DROP|MAYBE)((?::\w+)*) ([^\n{]*?)@(\w+)(\([^{\n]*)\{",
    re.MULTILINE,
)
CHOICE = re.compile(r"\$([a-z]+\d*|)\{([^{}]*)\}|\$([a-z]+\d*)")
SECTION = re.compile(r"^--- (\w+)\n", re.MULTILINE)


def choose(text, r):
    """Makes the choices of a template."""
    chosen = {}

    def one(match):
        if match[3]:
            return chosen[match[3]]
        value = r.choice(match[2].split("|"))
        if match[1]:
            chosen[match[1]] = value
        return value

    return CHOICE.sub(one, text)


class Function:
    """What is known about one function."""

    def __init__(self, instance, local, kind, options, number, static):
        self.local, self.kind, self.number = local, kind, number
        self.static = static
        self.key = f"{instance.index}:{local}"
        self.name = instance.naming(instance.index, local)
        self.construct = instance.construct.name
        levels = [o[1] for o in options if re.fullmatch("O[02s]", o)]
        if kind != "DROP" or "loose" in options or instance.void:
            self.exact = []
        else:
            self.exact = levels or list(LEVELS)

    def record(self):
        names = ("key", "name", "construct", "kind", "number", "exact")
        return {name: getattr(self, name) for name in names}


def plain_name(index, local):
    return f"i{index}_{local}"


class Instance:
    """One construct with its choices made, and its functions."""

    def __init__(self, index, construct, seed, naming, void):
        self.index, self.construct, self.seed = index, construct, seed
        self.naming, self.void = naming, void
        self.functions = []
        r = random.Random(seed)
        text = choose(construct.emit(r), r)
        text = re.sub(r"^ENTRY \{", "KEEP:ext int @begin(void) {", text,
                      flags=re.MULTILINE)
        assert index < MOST_INSTANCES
        self.number = index * FUNCTIONS
        self.raw_numbers = []
        text = MARK.sub(lambda m: self.define(m, r), text)
        text = re.sub(r"@ID\b", lambda m: str(self.raw_numbers.pop(0)), text)
        text = re.sub(r"@(\w+)", lambda m: naming(index, m[1]), text)
        parts = SECTION.split("--- tu\n" + text.replace("@@", "@"))[1:]
        self.parts = list(zip(parts[::2], parts[1::2]))

    def define(self, match, r):
        kind, options, result, local, parameters = match.groups()
        options = options.split(":")[1:]
        raw = "raw" in options
        static = "ext" not in options and r.random() < 0.6
        static = static or "static" in options
        if raw:
            static = "static " in result
        function = Function(self, local, kind, options, self.number, static)
        self.functions.append(function)
        self.number += 1
        assert self.number <= (self.index + 1) * FUNCTIONS
        mark = f" gen_hit({function.number});"
        if raw:
            self.raw_numbers.append(function.number)
            mark = ""
        linkage = "static " if static and not raw else ""
        return f"{linkage}NOINLINE {result}@{local}{parameters}{{{mark}"

    def texts(self, section):
        head = "".join(t for s, t in self.parts if s == "head")
        texts = [t for s, t in self.parts if s == section and t.strip()]
        return [head + t for t in texts] if section == "tu" else texts


class Program:
    """
    Instances spread over files. keep: the indices of the instances to write
    (all if None); extra: declarations and statements that main() gets, for the
    metamorphic laws; spread: the number of files, or None for a random one.
    """

    def __init__(self, seed, number, plan, void, keep=None,
                 naming=plain_name, spread=None):
        self.seed, self.number, self.plan, self.void = seed, number, plan, void
        self.keep, self.naming = keep, naming
        self.extra_text = self.extra_call = ""
        self.instances = [
            Instance(i, CONSTRUCTS[name], s, naming, void)
            for i, (name, s) in enumerate(plan)
            if keep is None or i in keep
        ]
        self.spread = spread

    def functions(self):
        return [f for i in self.instances for f in i.functions]

    def late(self):
        return any(i.construct.late for i in self.instances)

    def bitcode(self):
        return all(i.construct.bitcode for i in self.instances)

    def main_text(self):
        names = [self.naming(i.index, "begin") for i in self.instances]
        end = "__attribute__((destructor(101))) " if self.late() else ""
        lines = [f"int {name}(void);" for name in names]
        lines.append(self.extra_text)
        if self.late():
            lines.append(f"static {end}void gen_end(void)\n{{")
            lines.append("    gen_report();\n}")
        lines.append("int main(int argc, char **argv)\n{")
        lines.append("    gen_argc = argc;")
        lines += [f"    gen_add({name}());" for name in names]
        lines.append(self.extra_call)
        if not self.late():
            lines.append("    gen_report();")
        lines.append("    return 0;\n}\n")
        return MAIN + "\n".join(lines)

    def files(self):
        """The program as {name of the file: text}."""
        r = random.Random(f"{self.seed}/{self.number}/files")
        most = max((len(i.texts("tu")) for i in self.instances), default=1)
        count = max(self.spread or r.choice((1, 1, 2, 3)), most)
        units = [[] for _ in range(count)]
        files = {"gen.h": HEADER}
        for instance in self.instances:
            first = r.randrange(count)
            for k, text in enumerate(instance.texts("tu")):
                title = f"/* {instance.index}: {instance.construct.name} */\n"
                units[(first + k) % count].append(title + text)
            for k, text in enumerate(instance.texts("asm")):
                files[f"i{instance.index}_{k}.s"] = text + (
                    '.section .note.GNU-stack,"",%progbits\n'
                )
        units[0].append(self.main_text())
        for k, texts in enumerate(units):
            files[f"unit{k}.c"] = '#include "gen.h"\n\n' + "\n".join(texts)
        return files

    def truth(self):
        return {
            "seed": self.seed,
            "program": self.number,
            "wild": self.void,
            "bitcode": self.bitcode(),
            "constructs": [name for name, _ in self.plan],
            "functions": [f.record() for f in self.functions()],
        }

    def again(self, **options):
        """The same program with other options of the constructor."""
        options = {"keep": self.keep, "naming": self.naming,
                   "spread": self.spread, **options}
        return Program(self.seed, self.number, self.plan, self.void, **options)


def decks(constructs, r):
    """An endless sequence in which all constructs occur equally often."""
    while True:
        deck = [c.name for c in constructs for _ in range(c.weight)]
        r.shuffle(deck)
        yield from deck


def plans(seed, size=None, only=None):
    """
    Endless (plan, void): what the programs of a seed consist of. Every fourth
    has constructs that make the promises of exactness void.
    """
    r = random.Random(f"{seed}/plans")
    chosen = [c for c in CONSTRUCTS.values()
              if (c.name in only if only else not c.known)]
    tame_deck = decks([c for c in chosen if not c.wild], r)
    wild_deck = decks([c for c in chosen if c.wild], r)
    any_tame = any(not c.wild for c in chosen)
    any_wild = any(c.wild for c in chosen)
    number = 0
    while True:
        void = any_wild and (number % 4 == 3 or not any_tame)
        names = []
        for k in range(size or r.randint(8, 12)):
            deck = wild_deck if void and (k % 2 or not any_tame) else tame_deck
            names.append(next(deck))
        plan = [(n, f"{seed}/{number}/{k}") for k, n in enumerate(names)]
        yield plan, void
        number += 1


def alone(seed, count, only=None):
    """COUNT programs of each construct, with that instance and no other."""
    number = 0
    for name, construct in CONSTRUCTS.items():
        if name not in only if only else construct.known:
            continue
        for k in range(count):
            plan = [(name, f"{seed}/{name}/{k}")]
            yield Program(seed, number, plan, construct.wild)
            number += 1


def programs(seed, count, size=None, only=None, first=0):
    """The programs with the numbers first..first+count-1 of a seed."""
    source = plans(seed, size, only)
    for number in range(first + count):
        plan, void = next(source)
        if number >= first:
            yield Program(seed, number, plan, void)
