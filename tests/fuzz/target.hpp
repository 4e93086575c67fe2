#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace courtside::fuzz {

/// Ends the run, with the input kept by the fuzzer, where something that must hold does not.
inline void require(bool holds, const char* what) {
    if (!holds) {
        std::fprintf(stderr, "broken: %s\n", what);
        std::abort();
    }
}

}  // namespace courtside::fuzz

/// Makes `function`, which takes one input as a std::string_view, what libFuzzer or corpus_main.cpp calls.
#define COURTSIDE_FUZZ_TARGET(function)                                                              \
    extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {              \
        function(std::string_view(reinterpret_cast<const char*>(data), data == nullptr ? 0 : size)); \
        return 0;                                                                                    \
    }
