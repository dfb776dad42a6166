// Type-checks packages of GOPATH from their sources.
package main

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
)

func main() {
	files := token.NewFileSet()
	settings := types.Config{Importer: importer.ForCompiler(files, "source", nil), Error: func(err error) { fmt.Println(err) }}
	failed := false
	for _, folder := range os.Args[1:] {
		found, err := build.ImportDir(folder, 0)
		if err != nil {
			fmt.Println(folder, err)
			failed = true
			continue
		}
		var parsed []*ast.File
		for _, name := range found.GoFiles {
			file, err := parser.ParseFile(files, filepath.Join(folder, name), nil, 0)
			if err != nil {
				fmt.Println(err)
				failed = true
			}
			parsed = append(parsed, file)
		}
		if _, err := settings.Check(folder, files, parsed, nil); err != nil {
			failed = true
		}
	}
	if failed {
		os.Exit(1)
	}
}
