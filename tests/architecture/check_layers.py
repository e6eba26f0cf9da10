#!/usr/bin/env python3
"""Holds the architecture of engine/DESIGN.md: reads every #include of the tree against the table in layers.toml.

Refuses, with file and line: an include along an edge that the table does not have, an include that is not written from the
repository root, a library outside its folder, a clock read outside engine/base/clock.*, a file over 500 lines.

    check_layers.py [ROOT]      checks the tree (default: the one this script stands in); exit code 1 when something is wrong
    check_layers.py --self-test plants each kind of violation in a temporary tree and sees that it is found
"""
import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
INCLUDE = re.compile(r'^[ \t]*#[ \t]*(?:include|import)[ \t]*([<"])([^">\n]+)[">]', re.MULTILINE)
# A comment, a raw string, a string or a character: what the clock patterns must not look into.
NOT_CODE = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
STANDARD = set(
    "algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv chrono cinttypes climits clocale "
    "cmath codecvt compare complex concepts condition_variable coroutine csetjmp csignal cstdarg cstddef cstdint cstdio cstdlib "
    "cstring ctime cuchar cwchar cwctype cxxabi.h deque exception execution expected filesystem format forward_list fstream "
    "functional future initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map math.h memory "
    "memory_resource mutex new numbers numeric optional ostream queue random ranges ratio regex scoped_allocator semaphore set "
    "shared_mutex source_location span sstream stack stdexcept stdint.h stdlib.h stop_token streambuf string string.h "
    "string_view syncstream system_error thread time.h tuple type_traits typeindex typeinfo unordered_map unordered_set utility "
    "valarray variant vector version".split())


class Architecture:
    """The table: which layer a file belongs to and what it may include."""

    def __init__(self, table):
        self.layers = table["layers"]
        self.libraries = [dict(entry, pattern=re.compile(entry["headers"])) for entry in table["libraries"]]
        self.clock_allowed = [re.compile(text) for text in table["clock"]["allowed"]]
        self.clock = re.compile("|".join(f"(?:{text})" for text in table["clock"]["patterns"]))
        self.clock_outside_tests = re.compile("|".join(table["clock"]["outside_tests"]))
        self.max_lines = table["size"]["lines"]
        self.rows = sorted(((row["folder"], name) for name, row in self.layers.items()), key=lambda row: -len(row[0]))
        for name, row in self.layers.items():
            for used in row["uses"]:
                if used != "*" and used not in self.layers:
                    raise ValueError(f"layers.toml: {name} uses {used}, which is no layer")
            self.reachable(name)

    @cache
    def row_of(self, path):
        """(layer, instance): the instance tells the folders of one `*` row apart. Exact folders win over `*` ones."""
        found = None
        for folder, name in self.rows:
            if folder.endswith("/*"):
                inside = re.match(re.escape(folder[:-1]) + r"([^/]+)/", path)
                if inside and (found is None or len(folder) - 1 > len(found[2])):
                    found = (name, inside[1], folder[:-1])
            elif (path == folder or path.startswith(folder + "/")) and (found is None or len(folder) >= len(found[2])):
                found = (name, "", folder)
        return (found[0], found[1]) if found else None

    @cache
    def reachable(self, layer, trail=()):
        """The layer itself and all that it may use, directly or through others."""
        if layer in trail:
            raise ValueError("layers.toml: a circle: " + " → ".join((*trail, layer)))
        result = {layer}
        for used in self.layers[layer]["uses"]:
            result |= {"*"} if used == "*" else self.reachable(used, (*trail, layer))
        return frozenset(result)

    def may_include(self, from_row, to_row):
        layer, instance = from_row
        reached = self.reachable(layer)
        if "*" in reached:
            return True
        if to_row[0] == layer and to_row[1] != instance:
            return False  # two brains or two venues do not know each other
        return to_row[0] in reached

    def libraries_of(self, header):
        return [library for library in self.libraries if library["pattern"].fullmatch(header)]


def is_under(path, folder):
    return path == folder or path.startswith(folder + "/")


def homes(library):
    """The folders of a library and the folders of their tests."""
    for folder in library["folders"]:
        yield folder
        yield "tests/" + folder.removeprefix("engine/")


class Tree:
    """The files to check and what is wrong with them."""

    def __init__(self, root, architecture):
        self.root = Path(root)
        self.architecture = architecture
        self.problems = []
        self.paths = [p for p in self.list_files() if p.endswith((".h", ".hpp", ".cpp", ".py", ".sh"))]
        self.top_folders = {row["folder"].split("/")[0] for row in architecture.layers.values()}
        self.texts = {path: (self.root / path).read_text(encoding="utf-8", errors="replace") for path in self.paths}
        self.includes = {path: list(self.read_includes(path)) for path in self.paths if path.endswith((".h", ".hpp", ".cpp"))}

    def list_files(self):
        """Tracked and new files; outside a usable git tree every file but the build folders'."""
        command = ["git", "-c", "safe.directory=*", "-C", str(self.root), "ls-files", "-co", "--exclude-standard", "-z"]
        try:
            listed = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
            inside = [path for path in listed if path and (self.root / path).is_file()]
        except (OSError, subprocess.CalledProcessError):
            inside = []
            for folder, folders, names in os.walk(self.root):
                folders[:] = [name for name in folders if not name.startswith(("build", "."))]
                inside += [os.path.relpath(os.path.join(folder, name), self.root) for name in names]
        return sorted(set(inside))

    def read_includes(self, path):
        text = self.texts[path]
        for match in INCLUDE.finditer(text):
            yield text.count("\n", 0, match.start()) + 1, match[1] == "<", match[2]

    def complain(self, path, line, what):
        self.problems.append((path, line, what))

    def check(self):
        for path in self.paths:
            lines = self.texts[path].count("\n")
            if lines > self.architecture.max_lines:
                self.complain(path, lines, f"{lines} lines: no file is longer than {self.architecture.max_lines}; divide it")
        for path, found in self.includes.items():
            row = self.architecture.row_of(path)
            if row is None:
                self.complain(path, 1, "stands in no folder of tests/architecture/layers.toml: every folder is a layer with a row")
                continue
            for line, is_system, header in found:
                self.check_include(path, row, line, is_system, header)
            self.check_clock(path)
        self.check_design_page("engine/DESIGN.md")
        return self.problems

    def check_design_page(self, page):
        """The table that people read says the same as the one that is checked."""
        if not (self.root / page).is_file():
            return
        for line, text in enumerate((self.root / page).read_text(encoding="utf-8").splitlines(), start=1):
            said = re.match(r"\|[^|]*\| `agora_(\w+)` \| `([^`]+)` \| ([\w, –]+?) \|", text)
            if not said:
                continue
            row = self.architecture.layers.get(said[1], {"folder": "no row", "uses": []})
            uses = [] if said[3] == "–" else said[3].split(", ")
            if (said[2], uses) != (row["folder"], row["uses"]):
                says = f"{row['folder']} uses {', '.join(row['uses']) or 'nothing'}"
                self.complain(page, line, f"layers.toml says for {said[1]}: {says}")

    def check_include(self, path, row, line, is_system, header):
        libraries = self.architecture.libraries_of(header)
        if libraries:
            return self.check_library(path, line, header, libraries)
        if not is_system:
            return self.check_edge(path, row, line, header)
        if header not in STANDARD:
            self.complain(path, line, f"<{header}> belongs to no library of tests/architecture/layers.toml")

    def check_edge(self, path, row, line, header):
        if header.endswith(".moc") and "/" not in header:
            return  # made by Qt for this very file
        if header.split("/")[0] not in self.top_folders or "/" not in header:
            return self.complain(path, line, f'"{header}" is not written from the repository root')
        target = self.architecture.row_of(header)
        if target is None:
            return self.complain(path, line, f'"{header}" lies in no layer of tests/architecture/layers.toml')
        if not self.architecture.may_include(row, target):
            self.complain(path, line, f'{self.label(row)} may not include {self.label(target)} ("{header}")')
            return
        for library in self.libraries_hidden_in(header):
            if not any(is_under(path, home) for home in homes(library)):
                self.complain(path, line, f'"{header}" is private to its folder: it brings in {library["name"]}')

    def check_library(self, path, line, header, libraries):
        at_home = [library for library in libraries if any(is_under(path, home) for home in homes(library))]
        in_tests = is_under(path, "tests")
        name = libraries[-1]["name"]
        if not at_home:
            assembling = is_under(path, "tests/process") or (in_tests and name.startswith(("Qt", "POSIX")))
            if not assembling:
                folders = ", ".join(folder for library in libraries for folder in library["folders"])
                self.complain(path, line, f"<{header}>: {name} is used only in {folders}")
        elif all(library["reach"] == "sources" for library in at_home) and not path.endswith(".cpp") and not in_tests:
            self.complain(path, line, f"<{header}>: {name} is included only by .cpp files, not by a header")

    @cache
    def libraries_hidden_in(self, header, seen=()):
        """The `private` libraries that a header of theirs brings in, also through other headers."""
        hidden = []
        for _, _, inner in self.includes.get(header, []):
            hidden += [lib for lib in self.architecture.libraries_of(inner) if lib["reach"] == "private"]
            if inner in self.includes and inner not in seen:
                hidden += self.libraries_hidden_in(inner, (*seen, header))
        return hidden

    def check_clock(self, path):
        text = self.texts[path]
        patterns = [self.architecture.clock]
        if not is_under(path, "tests"):
            patterns.append(self.architecture.clock_outside_tests)
        if any(allowed.fullmatch(path) for allowed in self.architecture.clock_allowed):
            return
        if not any(pattern.search(text) for pattern in patterns):
            return
        code = NOT_CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
        for pattern in patterns:
            for match in pattern.finditer(code):
                line = code.count("\n", 0, match.start()) + 1
                self.complain(path, line, f"{match[0].strip()}: only engine/base/clock.* reads the time; take a Clock instead")

    @staticmethod
    def label(row):
        return row[0] + (f" {row[1]}" if row[1] else "")


def load_architecture():
    with open(HERE / "layers.toml", "rb") as file:
        return Architecture(tomllib.load(file))


def main(arguments):
    if arguments == ["--self-test"]:
        sys.dont_write_bytecode = True
        from check_layers_self_test import run_self_test
        return run_self_test(lambda root: Tree(root, load_architecture()).check())
    tree = Tree(arguments[0] if arguments else HERE.parents[1], load_architecture())
    problems = tree.check()
    for path, line, what in problems:
        print(f"{path}:{line}: {what}")
    print(f"{len(tree.paths)} files read, {len(problems)} problems." if problems else f"{len(tree.paths)} files keep to their layers.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
