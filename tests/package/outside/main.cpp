#include <courtside/client.hpp>

#include <cstdio>
#include <string>

/// Signs in and prints the first skill of the catalogue.
int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: %s URL TOKEN\n", argv[0]);
        return 2;
    }
    courtside::Options options;
    options.url = argv[1];
    options.token = courtside::fixed_token(argv[2]);
    courtside::Client client(options, {});
    client.connect();
    const auto page = client.fetch_skills().get();
    if (!page) {
        std::fprintf(stderr, "%s\n", page.error().text.c_str());
        return 1;
    }
    std::printf("first skill: %s\n", page->skills.at(0).label.c_str());
}
