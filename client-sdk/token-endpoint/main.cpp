// Signs a token by hand:  sign-token SECRET-FILE ISSUER SUBJECT [NAME]
// In your web server, answer `POST /courtside-token` with what sign_token gives for whoever is signed in
// there.
#include "sign_token.hpp"

#include <fstream>
#include <iostream>

int main(int count, char** words) {
    if (count < 4 || count > 5) {
        std::cerr << "Usage: sign-token SECRET-FILE ISSUER SUBJECT [NAME]\n";
        return 2;
    }
    std::ifstream file(words[1]);
    std::string secret;
    if (!std::getline(file, secret)) {
        std::cerr << words[1] << " cannot be read.\n";
        return 1;
    }
    const auto token = courtside_token::sign_token(secret, words[2], {words[3], count == 5 ? words[4] : ""},
                                                   std::chrono::system_clock::now());
    if (!token) {
        std::cerr << "There is no memory left.\n";
        return 1;
    }
    std::cout << *token << '\n';
    return 0;
}
