#!/bin/sh
# reserve.sh ISSUE COPY: a copy of the issue in which every photo is a frame still to be filled.
set -e
cp -R "$1" "$2"
cd "$2"
sed -i -e 's/^  文件:.*/  留位: 17em×7行/' -e '/^  插图:/d' ./*.md
rm -rf 图
