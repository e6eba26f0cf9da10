# What `cmake --install` puts where, and the target `programs`: all that a user runs, without the tests.
# packaging/README.md shows the resulting tree. Included at the end of the root CMakeLists.txt, when all targets are known.
include(GNUInstallDirs)

add_custom_target(programs)
foreach(program agora agorad agoractl agora-agent agora-gateway)
  if(TARGET ${program})
    add_dependencies(programs ${program})
    install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()
endforeach()

# Brain modules are the MODULE libraries of the folders in brains/, each installed as lib/agora/brains/<key>/<key>.so.
set(brain_folders ${PROJECT_SOURCE_DIR}/brains)
get_property(inner DIRECTORY ${PROJECT_SOURCE_DIR}/brains PROPERTY SUBDIRECTORIES)
list(APPEND brain_folders ${inner})
foreach(folder ${brain_folders})
  get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
  foreach(target ${targets})
    get_target_property(type ${target} TYPE)
    if(NOT type STREQUAL MODULE_LIBRARY)
      continue()
    endif()
    add_dependencies(programs ${target})
    get_target_property(source_folder ${target} SOURCE_DIR)
    get_target_property(key ${target} OUTPUT_NAME)
    set(destination lib/agora/brains/${key}) # found from bin/ as ../lib/agora/brains, so no multiarch folder
    install(TARGETS ${target} LIBRARY DESTINATION ${destination})
    if(EXISTS ${source_folder}/brain.json)
      install(FILES ${source_folder}/brain.json DESTINATION ${destination})
    endif()
  endforeach()
endforeach()

set(packaging ${PROJECT_SOURCE_DIR}/packaging)
if(AGORA_GUI)
  install(FILES ${packaging}/org.agora.Terminal.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
  set(icons ${PROJECT_SOURCE_DIR}/resources/icons)
  install(FILES ${icons}/org.agora.Terminal.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
  foreach(size 16 24 32 48 64 128 256)
    install(FILES ${icons}/${size}/org.agora.Terminal.png
            DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/${size}x${size}/apps)
  endforeach()
endif()

# The unit names the program by its full path, so it is written for the prefix that is being installed to.
configure_file(${packaging}/agorad.service.in ${PROJECT_BINARY_DIR}/packaging/agorad.service @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/packaging/agorad.service DESTINATION lib/systemd/user)
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/CHANGELOG.md ${PROJECT_SOURCE_DIR}/LICENSE
              ${PROJECT_SOURCE_DIR}/engine/DESIGN.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
foreach(page agora agorad agoractl)
  install(FILES ${packaging}/man/${page}.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endforeach()
