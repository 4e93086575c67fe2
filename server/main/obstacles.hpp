#pragma once

#include "main/configuration.hpp"

#include <string>
#include <vector>

namespace courtside::server {

/// What on this machine is in the way of serving with these settings, a sentence each: a data folder that
/// cannot be used, a store that cannot be read, a certificate, key or folder of pages that cannot. Only
/// `check-config` asks: what it says holds for the moment and for the user who runs it. Settings that were
/// refused are not asked about.
[[nodiscard]] std::vector<std::string> find_obstacles(const Examined& examined);

}  // namespace courtside::server
