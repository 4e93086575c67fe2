#pragma once

namespace courtside::core {

/// One function object for all alternatives of a variant, for std::visit.
template <class... Cases>
struct Overload : Cases... {
    using Cases::operator()...;
};

template <class... Cases>
Overload(Cases...) -> Overload<Cases...>;

}  // namespace courtside::core
