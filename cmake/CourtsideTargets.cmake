# How every target of the project is made: one strict set of warnings, one way to sanitize.

set(COURTSIDE_SANITIZE "" CACHE STRING "Sanitizers for every target: 'address,undefined' or 'thread'")

add_library(courtside_options INTERFACE)
target_compile_options(courtside_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
  # With optimisation g++ 12 takes the other alternatives of a std::variant that is moved for
  # uninitialised; the sanitizers look for the real thing.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
if(COURTSIDE_SANITIZE)
  target_compile_options(courtside_options INTERFACE
    -fsanitize=${COURTSIDE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(courtside_options INTERFACE -fsanitize=${COURTSIDE_SANITIZE})
endif()

# Two of the files with Beast or protobuf in them fill a small machine's memory and cores.
set_property(GLOBAL PROPERTY JOB_POOLS heavy=2)

find_program(COURTSIDE_CLANG_TIDY NAMES clang-tidy)

function(courtside_common target)
  target_link_libraries(${target} PRIVATE courtside_options)
  if(COURTSIDE_TIDY AND COURTSIDE_CLANG_TIDY)
    set_target_properties(${target} PROPERTIES CXX_CLANG_TIDY "${COURTSIDE_CLANG_TIDY};--quiet;--extra-arg=-Wno-unknown-warning-option")
  endif()
endfunction()

# For what ends up in the SDK's shared library: it shows only what is marked for it.
function(courtside_hidden)
  set_target_properties(${ARGN} PROPERTIES
    C_VISIBILITY_PRESET hidden
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON)
endfunction()

# courtside_library(NAME SOURCES ... [LIBRARIES ...] [PRIVATE_LIBRARIES ...])
# A part of the server: one folder, one target; headers are included as "folder/file.hpp".
function(courtside_library target)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES;PRIVATE_LIBRARIES" ${ARGN})
  if(ARG_SOURCES)
    add_library(${target} STATIC ${ARG_SOURCES})
    target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR}/server)
    target_link_libraries(${target} PUBLIC ${ARG_LIBRARIES} PRIVATE ${ARG_PRIVATE_LIBRARIES})
    courtside_common(${target})
  else()
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE ${CMAKE_SOURCE_DIR}/server)
    target_link_libraries(${target} INTERFACE ${ARG_LIBRARIES})
  endif()
endfunction()

# courtside_executable(NAME SOURCES ... LIBRARIES ...)
function(courtside_executable target)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${target} ${ARG_SOURCES})
  target_link_libraries(${target} PRIVATE ${ARG_LIBRARIES})
  courtside_common(${target})
endfunction()

# courtside_test(NAME SOURCES ... LIBRARIES ... [LABEL unit] [TIMEOUT seconds])
# A GoogleTest program; each of its tests is a test of CTest, labelled with the part it belongs to. The
# target tests_LABEL builds all programs of a label.
function(courtside_test target)
  cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "SOURCES;LIBRARIES" ${ARGN})
  if(NOT ARG_LABEL)
    set(ARG_LABEL unit)
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 60)
  endif()
  add_executable(${target} ${ARG_SOURCES})
  target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_link_libraries(${target} PRIVATE ${ARG_LIBRARIES} GTest::gtest GTest::gmock GTest::gtest_main)
  courtside_common(${target})
  if(NOT TARGET tests_${ARG_LABEL})
    add_custom_target(tests_${ARG_LABEL})
  endif()
  add_dependencies(tests_${ARG_LABEL} ${target})
  gtest_discover_tests(${target} DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT})
endfunction()
