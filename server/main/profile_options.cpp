#include "main/profile_options.hpp"

#include "main/imports.hpp"

#include <utility>

namespace courtside::server {

Result<core::Profile> profile_of(const ProfileOptions& options) {
    core::Profile profile{options.name, {}, {}, {}, options.time_zone, options.manager, options.unit};
    if (options.roles) {
        const auto roles = parse_roles(*options.roles);
        if (!roles) {
            return roles.error();
        }
        profile.roles = *roles;
    }
    if (options.skills) {
        auto skills = parse_skills(*options.skills);
        if (!skills) {
            return skills.error();
        }
        profile.skills = *std::move(skills);
    }
    if (options.languages) {
        auto languages = parse_languages(*options.languages);
        if (!languages) {
            return languages.error();
        }
        profile.languages = *std::move(languages);
    }
    return profile;
}

}  // namespace courtside::server
