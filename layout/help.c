#include "help.h"

static const char *const OVERVIEW[2] = {
    [LANG_ZH] =
        "南风报排版程序：稿件文件夹进，付印 PDF 出。\n"
        "\n"
        "用法：nanfeng 命令 [选项] 期或稿件\n"
        "\n"
        "  build 期      排出付印的 PDF，放在 output/期/期.pdf\n"
        "  check 期      排一遍、查一遍，不出 PDF\n"
        "  proof 期      出校样图片，问题标在版面上：output/期/proof/page-1.png …\n"
        "  galley 稿件   出小样：一篇稿件排成一栏\n"
        "  preflight 文件.pdf   检查一份做好的 PDF（自己的或广告客户的）能不能印\n"
        "  dump 期       把某一步的结果写成文字，查问题用\n"
        "  help [命令]   命令的详细说明\n"
        "  --version     程序的版本\n"
        "\n"
        "“期”是一期的文件夹，例如 articles/2021-01-20；写法见 articles/README.md。\n"
        "\n"
        "例：\n"
        "  nanfeng build articles/2021-01-20\n"
        "\n"
        "退出码：0 成功 · 1 稿件或版面有错 · 2 命令写错 · 3 机器的问题（内存、磁盘、缺字体）\n"
        "English: nanfeng help --lang en\n",
    [LANG_EN] =
        "nanfeng, the newspaper's page-maker: a folder of stories in, a press PDF out.\n"
        "\n"
        "usage: nanfeng COMMAND [OPTION]... ISSUE|FILE\n"
        "\n"
        "  build ISSUE     the press PDF, in output/ISSUE/ISSUE.pdf\n"
        "  check ISSUE     set and check everything, write no PDF\n"
        "  proof ISSUE     proof pictures with findings marked: output/ISSUE/proof/page-1.png ...\n"
        "  galley FILE     one text in one column\n"
        "  preflight FILE.pdf   can a finished PDF, ours or an advertiser's, be printed?\n"
        "  dump ISSUE      one stage as text, for finding faults\n"
        "  help [COMMAND]  a command in detail\n"
        "  --version       the program's version\n"
        "\n"
        "ISSUE is a folder such as articles/2021-01-20; see articles/README.md.\n"
        "\n"
        "exit status: 0 done, 1 errors in the issue, 2 wrong usage, 3 the machine (memory, disk,\n"
        "missing fonts)\n"};

#define COMMON_ZH                                                                                      \
    "  --accept 代码=理由   这种警告已知道，可以接受；写进检查结果和签样\n"  \
    "  --output 文件夹   产品放到哪里，默认 output/期\n"                                  \
    "  --json            把检查结果以 JSON 写到标准输出\n"                                 \
    "  --quiet           只报错误，不报警告\n"                                                \
    "  --threads 数      同时用几个处理器，1–64，默认全用；不影响结果\n"        \
    "  --cache 文件夹    转换好的图片存在哪里，默认 output/.cache，可随时删除\n" \
    "  --no-cache        不存也不用\n"                                                            \
    "  --lang zh|en      用中文或英文说话\n"

#define COMMON_EN                                                                                  \
    "  --accept CODE=REASON  warnings of that code are known and accepted; the findings say so\n"  \
    "  --output FOLDER   where the products go, default output/ISSUE\n"                            \
    "  --json            findings to standard output as JSON\n"                                    \
    "  --quiet           errors only, no warnings\n"                                               \
    "  --threads N       processors to use, 1 to 64, default all; never changes the result\n"      \
    "  --cache FOLDER    converted pictures, default output/.cache; may be deleted any time\n"     \
    "  --no-cache        neither read nor keep them\n"                                             \
    "  --lang zh|en      speak Chinese or English\n"

static const char *const BUILD[2] = {
    [LANG_ZH] =
        "用法：nanfeng build [选项] 期\n"
        "\n"
        "读稿件、排版、检查、出付印的 PDF。产品：期.pdf、findings.json（检查结果）、\n"
        "layout.json（各框位置）、manifest.json（所有文件的校验值）。\n"
        "稿件或版面有错时不出 PDF，原有的 PDF 不动。\n"
        "\n"
        "  --draft           有错也出，版心外注明“样稿”；不可付印\n"
        "  --pdf 标准        x1a（默认，PDF/X-1a:2001）· x1a2003 · x4 · a2u（存档）· x4+a2u\n"
        "  --printer 文件    印厂的要求：特性文件、总墨量、出血等，写法见 docs/printer.md\n"
        "  --bleed 3mm       出血，0–20 毫米；有出血就带裁切标记\n"
        "  --marks           成品线以外加裁切线、套准十字和一行说明\n"
        "  --impose saddle   另出骑马订拼版：期-拼版.pdf（四版时 4|1、2|3）\n"
        "                    有 --printer、--marks 或 --impose "
        "时另出印单：期-印单.json、期-印单.txt\n" COMMON_ZH,
    [LANG_EN] =
        "usage: nanfeng build [OPTION]... ISSUE\n"
        "\n"
        "Reads the stories, makes up the pages, checks them and writes the press PDF.\n"
        "Products: ISSUE.pdf, findings.json, layout.json (every box), manifest.json\n"
        "(hashes). With errors no PDF is written and the earlier one stays untouched.\n"
        "\n"
        "  --draft           print in spite of errors; the sheet says so, not for press\n"
        "  --pdf STANDARD    x1a (default, PDF/X-1a:2001), x1a2003, x4, a2u (to keep), x4+a2u\n"
        "  --printer FILE    what the printer asks for: profile, ink limit, bleed and so on;\n"
        "                    see docs/printer.md\n"
        "  --bleed 3mm       bleed, 0 to 20 mm; a page with bleed has marks\n"
        "  --marks           crop ticks, register crosses and a line of text outside the trim\n"
        "  --impose saddle   printer's spreads besides, ISSUE-拼版.pdf (of four pages 4|1, 2|3)\n"
        "                    with --printer, --marks or --impose there is a job ticket, too:\n"
        "                    ISSUE-印单.json and ISSUE-印单.txt\n" COMMON_EN};

static const char *const CHECK[2] = {
    [LANG_ZH] = "用法：nanfeng check [选项] 期\n"
                "\n"
                "与 build 相同，只是不出 PDF：稿件排得下吗、还能加几个字、图片够不够清楚。\n"
                "还量每版的墨量。结果写在 findings.json、layout.json 和给人签字的 签样.pdf。\n"
                "\n" COMMON_ZH,
    [LANG_EN] = "usage: nanfeng check [OPTION]... ISSUE\n"
                "\n"
                "The same as build without a PDF: do the stories fit, how many characters are\n"
                "left, are the pictures sharp enough, how much ink is on each page. Writes\n"
                "findings.json, layout.json and the sign-off sheet 签样.pdf.\n"
                "\n" COMMON_EN};

static const char *const PROOF[2] = {
    [LANG_ZH] = "用法：nanfeng proof [选项] 期\n"
                "\n"
                "每版出一张校样图片 proof/page-1.png …，颜色接近印出来的样子，问题标在版面上。\n"
                "有错也出。另出给人签字的 签样.pdf。\n"
                "\n" COMMON_ZH,
    [LANG_EN] = "usage: nanfeng proof [OPTION]... ISSUE\n"
                "\n"
                "One picture a page, proof/page-1.png ..., in the colours the press will print,\n"
                "findings marked on the page; errors or not. And the sign-off sheet 签样.pdf.\n"
                "\n" COMMON_EN};

static const char *const PREFLIGHT[2] = {
    [LANG_ZH] =
        "用法：nanfeng preflight [选项] 文件.pdf\n"
        "\n"
        "检查一份做好的 PDF 能不能印在新闻纸上：版本和 PDF/X 声明、页面框、颜色、字体、\n"
        "图片精度、细线小字、透明、交互内容；装有 ghostscript 时还量每页的墨量。\n"
        "没有错误退出码是 0，有错误是 1。\n"
        "\n"
        "  --level 级别      按哪一级查：x1a x1a2003 x3 x32003 x4 a2u；默认按文件自己的声明\n"
        "  --json            把检查结果以 JSON 写到标准输出\n"
        "  --quiet           只报错误\n"
        "  --lang zh|en      用中文或英文说话\n",
    [LANG_EN] =
        "usage: nanfeng preflight [OPTION]... FILE.pdf\n"
        "\n"
        "Can a finished PDF be printed on newsprint? Version and PDF/X claim, page boxes,\n"
        "colours, fonts, resolution of pictures, thin rules and small type, transparency,\n"
        "interactive content; with ghostscript installed also the ink of every page.\n"
        "Exit status 0 without errors, 1 with.\n"
        "\n"
        "  --level LEVEL     examine as x1a, x1a2003, x3, x32003, x4 or a2u; default: what the\n"
        "                    file claims\n"
        "  --json            findings to standard output as JSON\n"
        "  --quiet           errors only\n"
        "  --lang zh|en      speak Chinese or English\n"};

static const char *const GALLEY[2] = {
    [LANG_ZH] = "用法：nanfeng galley [选项] 稿件\n"
                "\n"
                "一篇稿件（.md 或 .txt，“-”是标准输入）排成一栏，纸张刚好放得下。\n"
                "\n"
                "  --measure 11em    栏宽；em 是一个字，也可写 mm、pt\n"
                "  --size 9pt        字号\n"
                "  --leading 12pt    行距\n"
                "  --indent 2em      段首缩进\n"
                "  --as text|headline|vertical   排成正文、标题，或竖排正文：栏宽就是每行的长\n"
                "  --style 名        版式，默认 newspaper\n"
                "  -o 文件.pdf       默认 output/稿件-小样.pdf\n"
                "  --json --quiet --threads 数 --lang zh|en\n"
                "\n"
                "没有写的，按版式的规定。\n",
    [LANG_EN] = "usage: nanfeng galley [OPTION]... FILE\n"
                "\n"
                "One text (.md or .txt, \"-\" is standard input) in one column, on a sheet just\n"
                "large enough.\n"
                "\n"
                "  --measure 11em    width of the column, in em, mm or pt\n"
                "  --size 9pt        type size\n"
                "  --leading 12pt    line pitch\n"
                "  --indent 2em      of a paragraph's first line\n"
                "  --as text|headline|vertical   body text, a headline, or text from top to\n"
                "                    bottom: the measure is then the height of a column\n"
                "  --style NAME      house style, default newspaper\n"
                "  -o FILE.pdf       default output/FILE-小样.pdf\n"
                "  --json --quiet --threads N --lang zh|en\n"
                "\n"
                "What is not given is as the house style says.\n"};

static const char *const DUMP[2] = {
    [LANG_ZH] = "用法：nanfeng dump --stage content|line|page|paint [--threads 数] 期\n"
                "\n"
                "把一步的结果写成文字：content 读到的稿件，line 各行各字，page 版面各框，\n"
                "paint 要画的每一样东西。长度单位毫米。\n",
    [LANG_EN] = "usage: nanfeng dump --stage content|line|page|paint [--threads N] ISSUE\n"
                "\n"
                "One stage as text: content, what was read; line, lines and glyphs; page, the\n"
                "boxes; paint, everything to be painted. Lengths in millimetres.\n"};

static const char *const HELP[2] = {[LANG_ZH] = "用法：nanfeng help [命令] [--lang zh|en]\n",
                                    [LANG_EN] = "usage: nanfeng help [COMMAND] [--lang zh|en]\n"};

const char *help_text(Lang lang, Command command)
{
    switch (command) {
    case COMMAND_BUILD:
        return BUILD[lang];
    case COMMAND_CHECK:
        return CHECK[lang];
    case COMMAND_PROOF:
        return PROOF[lang];
    case COMMAND_GALLEY:
        return GALLEY[lang];
    case COMMAND_PREFLIGHT:
        return PREFLIGHT[lang];
    case COMMAND_DUMP:
        return DUMP[lang];
    case COMMAND_HELP:
        return HELP[lang];
    case COMMAND_VERSION:
    case COMMAND_COUNT:
        break;
    }
    return OVERVIEW[lang];
}
