#!/bin/sh
# gcc without optimisation and clang with it make a program that makes the same bytes.
. "$(dirname "$0")/../common.sh"
need gcc clang

# made_by COMPILER FLAG: builds the program in build/COMPILERFLAG and with it the sample, into
# the folder of that name.
made_by()
{
    folder=$source_dir/build/$1$2
    cmake -S "$source_dir" -B "$folder" -G Ninja -DCMAKE_C_COMPILER="$1" -DCMAKE_BUILD_TYPE=None \
        -DCMAKE_C_FLAGS="$2" -DNANFENG_TESTS=OFF -DNANFENG_WERROR=ON &&
        cmake --build "$folder" --target nanfeng &&
        "$folder/nanfeng" build "$source_dir/articles/2021-01-20" --output out --no-cache &&
        mv out "$1$2"
}

claim "gcc -O0 builds the sample" made_by gcc -O0
claim "clang -O2 builds the sample" made_by clang -O2
claim "the products are the same, byte for byte" diff -r gcc-O0 clang-O2
claim "and there are some" test -s clang-O2/2021-01-20.pdf -a -s clang-O2/manifest.json
finish
