# Asio and Beast, compiled once for the whole build instead of in every file that includes them.
# Whoever uses either links `courtside_beast`; server and SDK share it, since two copies of the same
# functions in one program would be one too many.

include_guard(GLOBAL)

find_package(Boost 1.81 REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(Threads REQUIRED)

if(NOT TARGET courtside_beast)
  set(sources ${CMAKE_CURRENT_LIST_DIR}/separate_compilation)
  add_library(courtside_beast STATIC
    ${sources}/asio.cpp
    ${sources}/asio_ssl.cpp
    ${sources}/beast.cpp)
  target_compile_definitions(courtside_beast PUBLIC
    BOOST_ASIO_SEPARATE_COMPILATION
    BOOST_BEAST_SEPARATE_COMPILATION
    BOOST_ASIO_NO_DEPRECATED)
  target_link_libraries(courtside_beast PUBLIC Boost::headers OpenSSL::SSL OpenSSL::Crypto Threads::Threads)
  # Asio's fences are more than ThreadSanitizer knows; g++ says so at each, and nothing can be done about it.
  if(COURTSIDE_SANITIZE MATCHES thread)
    target_compile_options(courtside_beast PUBLIC $<$<CXX_COMPILER_ID:GNU>:-Wno-tsan>)
  endif()
  courtside_common(courtside_beast)
  courtside_hidden(courtside_beast)
  set_target_properties(courtside_beast PROPERTIES JOB_POOL_COMPILE heavy CXX_CLANG_TIDY "")
endif()
