#pragma once

namespace agora {

inline constexpr const char *agoraVersion = "0.1.0"; ///< as in CMakeLists.txt; a test compares

} // namespace agora
