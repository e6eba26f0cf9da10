#pragma once

#include "engine/base/result.h"

#include <filesystem>
#include <string>

namespace agora {

/// A shared library loaded at run time; unloaded when this goes.
class DynamicLibrary {
public:
    /// All its symbols are bound at once, so a missing one shows here. The error names file and
    /// reason.
    [[nodiscard]] static Result<DynamicLibrary> open(const std::filesystem::path &file);
    DynamicLibrary(DynamicLibrary &&other) noexcept;
    DynamicLibrary &operator=(DynamicLibrary &&other) noexcept;
    ~DynamicLibrary();

    [[nodiscard]] void *symbol(const std::string &name) const; ///< null when absent

private:
    explicit DynamicLibrary(void *handle) : m_handle(handle) {}
    void *m_handle = nullptr;
};

} // namespace agora
