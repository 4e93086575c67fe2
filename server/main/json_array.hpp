#pragma once

#include <boost/json/array.hpp>

#include <string>
#include <vector>

namespace courtside::server {

[[nodiscard]] inline boost::json::array json_array(const std::vector<std::string>& texts) {
    boost::json::array array;
    for (const std::string& text : texts) {
        array.emplace_back(boost::json::string_view(text));
    }
    return array;
}

}  // namespace courtside::server
