#include "main/command_line.hpp"

#include <unistd.h>

#include <exception>
#include <iostream>

int main(int argument_count, char** arguments) {
    try {
        return static_cast<int>(
            courtside::server::run_command_line(argument_count, arguments, environ, std::cout, std::cerr));
    } catch (const std::exception& error) {
        std::cerr << "courtside: It stopped at something unexpected (" << error.what()
                  << "). Run it again; if that does not help, send this line to its developers.\n";
        return static_cast<int>(courtside::server::ExitCode::failed);
    }
}
