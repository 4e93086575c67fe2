#include "main/command_line.hpp"

#include <unistd.h>

#include <exception>
#include <iostream>

int main(int argument_count, char** arguments) {
    try {
        return static_cast<int>(
            courtside::server::run_command_line(argument_count, arguments, environ, std::cout, std::cerr));
    } catch (const std::exception& error) {
        std::cerr << "courtside: " << error.what() << '\n';
        return static_cast<int>(courtside::server::ExitCode::failed);
    }
}
