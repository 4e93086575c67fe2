#pragma once

#include <string>
#include <vector>

namespace courtside::support {

/// What the outside of a shard was asked to do, in order, over all of its ports.
using Journal = std::vector<std::string>;

}  // namespace courtside::support
