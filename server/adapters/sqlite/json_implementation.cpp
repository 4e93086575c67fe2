// Boost.JSON, compiled once: Debian ships its library in a package of its own.
#include <boost/json/src.hpp>
