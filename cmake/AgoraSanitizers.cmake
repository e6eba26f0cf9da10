# AGORA_SANITIZE = "address,undefined" or "thread": every target of the tree is built with it. The run-time options and
# suppressions stand in CMakePresets.json and tests/*.supp.
set(AGORA_SANITIZE "" CACHE STRING "Sanitizers to build with: address,undefined or thread")
if(AGORA_SANITIZE)
  add_compile_options(-fsanitize=${AGORA_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${AGORA_SANITIZE})
endif()
if(AGORA_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "AGORA_FUZZ needs Clang: -DCMAKE_CXX_COMPILER=clang++-16")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all)
  add_link_options(-fsanitize=address,undefined)
endif()
