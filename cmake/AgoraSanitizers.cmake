# AGORA_SANITIZE = "address,undefined" or "thread": every target of the tree is built with it. The run-time options and
# suppressions stand in CMakePresets.json and tests/*.supp.
set(AGORA_SANITIZE "" CACHE STRING "Sanitizers to build with: address,undefined or thread")
if(AGORA_SANITIZE)
  add_compile_options(-fsanitize=${AGORA_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${AGORA_SANITIZE})
endif()
