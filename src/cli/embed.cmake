# Makes a C file of a file's bytes: cmake -DINPUT=plan.json -DOUTPUT=plan.c -DNAME=cli_demo_plan -P embed.cmake
file(READ "${INPUT}" bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
string(REPEAT "....." 16 line)
string(REGEX REPLACE "(${line})" "\\1\n" bytes "${bytes}")
get_filename_component(input "${INPUT}" NAME)
file(WRITE "${OUTPUT}.part" "/* ${input}; made by embed.cmake. */
#include \"cli/cli_internal.h\"

const unsigned char ${NAME}[] = {
${bytes}
};
const size_t ${NAME}_length = sizeof ${NAME};
")
file(RENAME "${OUTPUT}.part" "${OUTPUT}")
