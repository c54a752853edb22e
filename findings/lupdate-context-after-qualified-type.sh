#!/usr/bin/env bash
# Qt's lupdate 6.8.3 (PyPI: pyside6-essentials) and the context of a text. A text in tr() of a class belongs to the class's full name,
# a::Texts here. Where the file has declared anything of a type written with "::" before (constexpr std::size_t …), lupdate files the
# texts that follow under "Texts" instead: it forgets that it is inside a namespace. At run time the program asks for a::Texts, so such
# a text is never translated, and lupdate reports success. "Qualifying with unknown namespace" on its standard error is the only sign.
#
# Seen: one.cpp gives a::Texts; two.cpp, the same line after such a declaration, gives Texts; two.cpp with the name written in full,
# a::Texts::tr(), gives a::Texts again.
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

python3 -m venv venv
venv/bin/pip install --quiet --no-deps pyside6-essentials==6.8.3
lupdate=$(echo venv/lib/python3*/site-packages/PySide6/lupdate)
chmod +x "$lupdate"

cat >texts.h <<'CPP'
namespace a {
class Texts { public: static int tr(const char* text); };
}
CPP
cat >one.cpp <<'CPP'
#include "texts.h"
namespace a {
const int most = 1024;
const int said = Texts::tr("hello");
}
CPP
sed 's/const int most/constexpr std::size_t most/' one.cpp >two.cpp
sed 's/Texts::tr/a::Texts::tr/' two.cpp >three.cpp

context() { # FILE
    "$lupdate" -silent "$1" -ts "$1.ts" 2>/dev/null
    sed -n 's:.*<name>\(.*\)</name>.*:\1:p' "$1.ts"
}

failed=0
expect() { # FILE CONTEXT
    local seen
    seen=$(context "$1")
    printf '%-10s context %s\n' "$1" "$seen"
    [[ $seen == "$2" ]] || failed=1
}
expect one.cpp a::Texts
expect two.cpp Texts
expect three.cpp a::Texts
if ((failed)); then echo 'the behaviour has changed'; else echo 'as described'; fi
exit "$failed"
