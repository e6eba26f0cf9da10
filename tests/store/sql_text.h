#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <string>

namespace agora::test {

/// What plain SQL says of a file: each value followed by `|`; an error's text where it fails.
inline std::string sqlText(const std::filesystem::path &file, const std::string &sql)
{
    sqlite3 *handle = nullptr;
    sqlite3_open(file.c_str(), &handle);
    std::string rows;
    char *problem = nullptr;
    sqlite3_exec(
        handle, sql.c_str(),
        [](void *to, int count, char **values, char **) {
            for (int i = 0; i < count; ++i)
                *static_cast<std::string *>(to) += std::string(values[i] ? values[i] : "") + "|";
            return 0;
        },
        &rows, &problem);
    if (problem != nullptr)
        rows += problem;
    sqlite3_free(problem);
    sqlite3_close(handle);
    return rows;
}

} // namespace agora::test
