#include "adapters/control/descriptor.hpp"

#include <unistd.h>

namespace courtside::control {

Descriptor::~Descriptor() {
    if (number_ >= 0) {
        // Nothing that was written through it is the store's.
        (void)::close(number_);
    }
}

}  // namespace courtside::control
