// Boost.JSON, compiled once for this target: Debian ships its library in a package of its own.
#include <boost/json/src.hpp>
