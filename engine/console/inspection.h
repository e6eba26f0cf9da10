#pragma once

#include "engine/agency/value.h"

#include <iosfwd>

namespace agora::console {

/// What an agent says of itself (`agent.describe`), for people: what is single as `name value`
/// lines, every section of it as a table of its own, empty sections left out.
void printInspection(std::ostream &out, const agency::Value &description);

} // namespace agora::console
