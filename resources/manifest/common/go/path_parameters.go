package app

import (
	"net/url"
	"strings"
)

// Route leads to this function: a method, or ANY, and a path with {name} for one part and {name+} for the rest.
type Route struct {
	Method, Path string
}

// pathParameters is those of the first route that fits.
func pathParameters(method, path string, routes []Route) Object {
	parts := strings.Split(path, "/")
	for _, route := range routes {
		if route.Method != "ANY" && route.Method != method {
			continue
		}
		if found := parametersOf(parts, strings.Split(route.Path, "/")); found != nil {
			return found
		}
	}
	return Object{}
}

func parametersOf(parts, names []string) Object {
	found := Object{}
	for i, name := range names {
		if i >= len(parts) {
			return nil
		}
		braced := strings.HasPrefix(name, "{") && strings.HasSuffix(name, "}")
		if braced && strings.HasSuffix(name, "+}") {
			found[name[1:len(name)-2]] = unescapedPath(strings.Join(parts[i:], "/"))
			return found
		}
		if braced {
			if parts[i] == "" {
				return nil
			}
			found[name[1:len(name)-1]] = unescapedPath(parts[i])
		} else if name != parts[i] {
			return nil
		}
	}
	if len(parts) != len(names) {
		return nil
	}
	return found
}

func unescapedPath(text string) string {
	if plain, err := url.PathUnescape(text); err == nil {
		return plain
	}
	return text
}
