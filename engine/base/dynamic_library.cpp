#include "engine/base/dynamic_library.h"

#include <dlfcn.h>

namespace agora {

Result<DynamicLibrary> DynamicLibrary::open(const std::filesystem::path &file)
{
    // A bare name would be looked for in the system's library folders.
    std::error_code ignored;
    const auto path = std::filesystem::absolute(file, ignored);
    if (void *handle = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL))
        return DynamicLibrary(handle);
    const char *reason = ::dlerror();
    return fail("cannot load " + path.string() + ": " + (reason ? reason : "unknown reason"));
}

DynamicLibrary::DynamicLibrary(DynamicLibrary &&other) noexcept
    : m_handle(std::exchange(other.m_handle, nullptr))
{}

DynamicLibrary &DynamicLibrary::operator=(DynamicLibrary &&other) noexcept
{
    std::swap(m_handle, other.m_handle);
    return *this;
}

DynamicLibrary::~DynamicLibrary()
{
    if (m_handle)
        ::dlclose(m_handle);
}

void *DynamicLibrary::symbol(const std::string &name) const
{
    AGORA_ENSURE(m_handle);
    return ::dlsym(m_handle, name.c_str());
}

} // namespace agora
