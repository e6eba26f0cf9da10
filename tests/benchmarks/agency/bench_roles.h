#pragma once

#include <string>

namespace agora::bench {

/// A server role (run in a process of its own) and what is measured against it.
struct Measure {
    std::string server;
    double (*client)(const std::string &endpoint);
};

/// Runs a server role until it is killed.
int serve(const std::string &role, const std::string &endpoint);

// Medians of many; microseconds, or million messages a second.
double bareRequestMicroseconds(const std::string &endpoint);
double bareThroughput(const std::string &endpoint);
double barePacedMicroseconds(const std::string &endpoint);
double ourRequestMicroseconds(const std::string &endpoint);
double ourRawRequestMicroseconds(const std::string &endpoint);
double ourCallMicroseconds(const std::string &endpoint);
double ourThroughput(const std::string &endpoint);
double ourPacedMicroseconds(const std::string &endpoint);

void serveBare(const std::string &role, const std::string &endpoint);
void serveOurs(const std::string &role, const std::string &endpoint);

inline constexpr int requests = 20'000;
inline constexpr int warmUp = 1'000;
inline constexpr int published = 1'000'000;
inline constexpr int paced = 2'000;
inline constexpr std::size_t messageSize = 64; ///< bytes

} // namespace agora::bench
